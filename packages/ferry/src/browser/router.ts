/** The router that components see. What does the work is a chunk of its own: a page without links does without. */
import type { NavigateOptions, RouterApi } from '../shell/segment-context.ts'
import type { Stage } from './stage.ts'
import type { Navigator, Tab } from './tab.ts'

export function createRouter(stage: Stage, navigator: Tab['navigator']): RouterApi {
  function go(href: string, history: 'push' | 'replace', options?: NavigateOptions): void {
    stage.intent++
    navigator().then(
      (loaded) => loaded.navigate(href, history, options),
      // Without it the browser still knows the way.
      () => location.assign(href),
    )
  }
  function use(action: (loaded: Navigator) => void): void {
    navigator().then(action, () => {})
  }
  return {
    push: (href, options) => go(href, 'push', options),
    replace: (href, options) => go(href, 'replace', options),
    back: () => history.back(),
    forward: () => history.forward(),
    refresh: () => use((loaded) => loaded.refresh()),
    prefetch: (href) => use((loaded) => loaded.prefetch(href)),
    whenLoaded: use,
  }
}

/** A load that failed is tried again the next time. */
export function createNavigatorLoader(tab: () => Tab): Tab['navigator'] {
  let loading: Promise<Navigator> | undefined
  return () => {
    loading ??= import('./navigator.ts').then(({ createNavigator }) => createNavigator(tab()))
    loading.catch(() => (loading = undefined))
    return loading
  }
}
