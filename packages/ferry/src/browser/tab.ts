/** What belongs to one tab and is handed to everything that acts in it. Made by the entry. */
import type { CallServer } from 'react-server-dom-webpack/client'
import type { BrowserConfig } from '../protocol/browser-config.ts'
import type { CallPayload, PagePayload } from '../protocol/payload.ts'
import type { LoadedRouter, NavigateOptions, RouterApi } from '../shell/segment-context.ts'
import type { Freshness } from './freshness.ts'
import type { Stage } from './stage.ts'

export interface Tab {
  readonly config: BrowserConfig
  readonly stage: Stage
  readonly freshness: Freshness
  readonly router: RouterApi
  readonly callServer: CallServer
  /** Loads what goes from page to page. */
  navigator(): Promise<Navigator>
}

export interface Navigator extends LoadedRouter {
  navigate(href: string, history: 'push' | 'replace', options?: NavigateOptions): void
  /** Goes where a call was redirected to, unless the user went elsewhere since. */
  follow(redirect: NonNullable<CallPayload['redirect']>, page: PagePayload | undefined, since: number): Promise<void>
  /** Fetches the current page again. Resolves when it was handed to React; never rejects. */
  refetch(): Promise<void>
  /** The same because the user or the app asks for it: nothing that was fetched before is shown again. */
  refresh(): Promise<void>
  prefetch(href: string): void
}
