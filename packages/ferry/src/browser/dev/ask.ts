/** Asks the dev server. */
import type { BrowserConfig } from '../../protocol/browser-config.ts'
import { CONFIG_GLOBAL, DEV_PATH } from '../../protocol/names.ts'

/** Resolves to what it answers; undefined when there is nothing to say. Rejects when it refuses or is not there. */
export async function ask<Answer>(name: string, body: unknown): Promise<Answer | undefined> {
  const { basePath } = (self as unknown as Record<string, BrowserConfig>)[CONFIG_GLOBAL] as BrowserConfig
  const response = await fetch(basePath + DEV_PATH + name, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`The dev server answered ${response.status}.`)
  return response.status === 204 ? undefined : ((await response.json()) as Answer)
}
