/** Entry of an app's server bundle: the prebuilt runtime, with the app's own modules in it. */
import * as appModules from '../rsc/app-modules.ts'
import type { takeApp } from './take-app.ts'

/** The build puts what gives the runtime in its place. */
declare const __ferry_runtime__: { readonly takeApp: typeof takeApp }
/** webpack replaces the names by its own function and table. */
declare const __webpack_require__: (id: string) => unknown
declare const __webpack_modules__: object

const runtime = __ferry_runtime__
runtime.takeApp(appModules, Object.keys(__webpack_modules__), __webpack_require__)

export { runtime as default }
