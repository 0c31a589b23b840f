/** What the dev server tells an open page. */
export type DevMessage =
  | {
      /** Build id of what is served now. */
      readonly build: string
      /** Changes with everything that a browser loads. */
      readonly browser: string
      readonly error: null
    }
  | { readonly build: null; readonly browser: null; readonly error: string }
