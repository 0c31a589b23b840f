/** Every name that travels but those of headers: media types, paths, and the globals the document uses. */

/** Version of the call protocol. Sent by the browser as `Ferry-Protocol`; a server that cannot speak it answers 400. */
export const PROTOCOL_VERSION = '1'

/** Everything Ferry serves of its own lives below this path (after the `basePath`). */
export const FERRY_PATH = '/_ferry'
/** `POST <basePath>/_ferry/action/<id>` */
export const ACTION_PATH = '/_ferry/action/'
/** `GET <basePath>/_ferry/payload/<page path>`: the payload of a page has a URL of its own, so no cache can confuse it with the document. */
export const PAYLOAD_PATH = '/_ferry/payload'
/** Content-hashed files of the browser build. */
export const ASSET_PATH = '/_ferry/assets/'

/** `ferry dev` only: everything its browser side asks the dev server for. */
export const DEV_PATH = '/_ferry/dev/'
/** `ferry dev` only: server-sent events that tell open pages what is being served. */
export const DEV_EVENTS_PATH = '/_ferry/dev/events'
/** Dispatched on the window by the browser side of `ferry dev`: fetch the page again. A listener that does so prevents the default, a reload. */
export const DEV_REFRESH_EVENT = 'ferry:dev-refresh'
/** `ferry dev` only: digest of the error that an answer stands for. */
export const DEV_DIGEST_HEADER = 'ferry-dev-digest'
/** Dispatched on the window by the browser runtime, in development: an error, and the components around it. */
export const DEV_ERROR_EVENT = 'ferry:dev-error'
/** `self.__ferry_r`, `ferry dev` only: what compiled client modules register their components with; see browser/dev/refresh. */
export const DEV_REFRESH_GLOBAL = '__ferry_r'
/** `self.__ferry_u`, `ferry dev` only: the function of webpack's runtime that hot updates hand their modules to. */
export const DEV_UPDATE_GLOBAL = '__ferry_u'

export const PAYLOAD_TYPE = 'text/x-component'

/** A function id: 40 lower-case hex digits. Anything else is unknown (404) before any look-up or log. */
export const FUNCTION_ID = /^[0-9a-f]{40}$/
export const ONCE_KEY = /^[A-Za-z0-9_-]{16,64}$/

/** Prefix of every hidden field that React or Ferry adds to a form; none of them reaches a function. */
export const HIDDEN_FIELD_PREFIX = '$ACTION_'
/** Ferry's hidden field with the once-key of a form that is posted without JavaScript. */
export const ONCE_FIELD = '$ACTION_ONCE'

/** The array on `self` that the document's inline scripts push payload chunks to; see server/ssr/inline-payload and browser/payload-stream. */
export const PAYLOAD_GLOBAL = '__ferry_p'
/** `self.__ferry_c`: configuration for the browser runtime, written by the document before the entry script. */
export const CONFIG_GLOBAL = '__ferry_c'
/** `self.__ferry_h`: set to true once hydrated; read by the early-submit capture script. */
export const HYDRATED_GLOBAL = '__ferry_h'
