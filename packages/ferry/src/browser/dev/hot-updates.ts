/** Takes the updates of the browser's code that the dev server offers, until this page has what is served. */

/** The part of webpack's `import.meta.webpackHot` that is used here. */
interface Hot {
  status(): string
  /** Resolves to the ids of the exchanged modules; null when there is no update for what this page has. */
  check(apply: true): Promise<readonly unknown[] | null>
}

declare global {
  interface ImportMeta {
    readonly webpackHot?: Hot
  }
  var __webpack_hash__: string
}

/** False: only a reload brings this page up to date. */
export async function takeUpdates(wanted: string): Promise<boolean> {
  const hot = import.meta.webpackHot
  if (hot === undefined) return false
  try {
    while (__webpack_hash__ !== wanted) {
      if (hot.status() !== 'idle' || (await hot.check(true)) === null) return __webpack_hash__ === wanted
    }
    return true
  } catch {
    return false
  }
}
