/** The cookie of a session. `__Host-` is a promise that browsers keep: this host alone, over HTTPS, for every path. */
const production = process.env.NODE_ENV === 'production'

export const SESSION_COOKIE = production ? '__Host-session' : 'session'

/** No script reads it, and no other site sends it along with a POST. */
export const COOKIE_OPTIONS = { path: '/', httpOnly: true, sameSite: 'lax', secure: production } as const
