/** Entry of the prebuilt runtime for browsers: nothing but the function that gives its modules. */

/** webpack replaces the name by its own function. */
declare const __webpack_require__: (id: string) => unknown

export const load = __webpack_require__
