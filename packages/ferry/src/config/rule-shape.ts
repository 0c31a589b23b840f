/** What one rule of headers(), redirects() or rewrites() must look like. */

export type RuleKind = 'headers' | 'redirects' | 'rewrites'

/** null: it is right. Otherwise what is not, to be read after the name of the rule. Example: `.source must begin with “/”` */
export function ruleProblem(rule: unknown, kind: RuleKind): string | null {
  if (!isObject(rule)) return ' must be an object'
  const known = [...COMMON_KEYS, ...OWN_KEYS[kind]]
  const unknown = Object.keys(rule).find((key) => !known.includes(key))
  if (unknown !== undefined) return ` has “${unknown}”; known are ${known.join(', ')}`
  if (!isText(rule.source) || !rule.source.startsWith('/')) return '.source must be a path that begins with “/”'
  if (rule.basePath !== undefined && rule.basePath !== false) return '.basePath may be false, or left out'
  return conditionsProblem(rule.has, 'has') ?? conditionsProblem(rule.missing, 'missing') ?? OWN_CHECKS[kind](rule)
}

const COMMON_KEYS = ['source', 'basePath', 'has', 'missing']
const OWN_KEYS: Readonly<Record<RuleKind, readonly string[]>> = {
  headers: ['headers'],
  redirects: ['destination', 'permanent', 'statusCode'],
  rewrites: ['destination'],
}

type Fields = Readonly<Record<string, unknown>>

const OWN_CHECKS: Readonly<Record<RuleKind, (rule: Fields) => string | null>> = {
  headers({ headers }) {
    if (!Array.isArray(headers) || headers.length === 0) return '.headers must be a list of { key, value }'
    const index = headers.findIndex((one) => !isObject(one) || !isHeaderName(one.key) || !isHeaderValue(one.value))
    return index < 0 ? null : `.headers[${index}] must be { key, value }, a header name and its text`
  },
  redirects({ destination, permanent, statusCode }) {
    if (!isText(destination) || !/^(?:\/(?!\/)|https?:\/\/)/i.test(destination)) {
      return '.destination must begin with “/” or be an http(s) URL'
    }
    if ((permanent === undefined) === (statusCode === undefined)) return ' must have either “permanent” or “statusCode”'
    if (permanent !== undefined && typeof permanent !== 'boolean') return '.permanent must be true or false'
    const isStatus = statusCode === undefined || [301, 302, 303, 307, 308].includes(statusCode as number)
    return isStatus ? null : '.statusCode must be 301, 302, 303, 307 or 308'
  },
  rewrites({ destination, basePath }) {
    if (basePath !== undefined) return '.basePath: a rewrite stays below the base path'
    const isPath = isText(destination) && /^\/(?!\/)/.test(destination)
    return isPath ? null : '.destination must be a path of this app, beginning with “/”'
  },
}

function conditionsProblem(value: unknown, name: string): string | null {
  if (value === undefined) return null
  if (!Array.isArray(value)) return `.${name} must be a list`
  for (const [index, condition] of value.entries()) {
    const problem = conditionProblem(condition)
    if (problem !== null) return `.${name}[${index}]${problem}`
  }
  return null
}

function conditionProblem(condition: unknown): string | null {
  if (!isObject(condition)) return ' must be an object'
  const { type, key, value } = condition
  if (!isText(type) || !['header', 'cookie', 'query', 'host'].includes(type)) {
    return '.type must be header, cookie, query or host'
  }
  if (type !== 'host' && (!isText(key) || key === '')) return '.key must name what is looked at'
  if (type === 'host' && value === undefined) return '.value must be the host'
  if (value === undefined) return null
  return isText(value) && isRegExp(value) ? null : '.value must be a regular expression, as text'
}

function isRegExp(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false
  }
}

/** Parameters may stand in it: `x-:name`. */
function isHeaderName(value: unknown): boolean {
  return isText(value) && /^[\w!#$%&'*+.^`|~:-]+$/.test(value)
}

function isHeaderValue(value: unknown): boolean {
  return isText(value) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
