/** Where this page is, as the app counts: without basePath. */
import type { BrowserConfig } from '../../../protocol/browser-config.ts'
import { CONFIG_GLOBAL } from '../../../protocol/names.ts'

export function browserConfig(): BrowserConfig {
  return (self as unknown as Record<string, BrowserConfig>)[CONFIG_GLOBAL] as BrowserConfig
}

export function pagePath(): string {
  return location.pathname.slice(browserConfig().basePath.length) || '/'
}
