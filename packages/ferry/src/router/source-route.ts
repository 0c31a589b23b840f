/** A path pattern of the configuration as a route: `/blog/:slug*` → `/blog/[[...slug]]`. For types, where too much is better than too little. */

/** From the first part on that no route can say, everything is part of it. */
export function sourceRoute(source: string): string {
  const route: string[] = []
  for (const segment of source.split('/').slice(1)) {
    const name = /^:(\w+)([*+?]?)$/.exec(segment)
    if (name) {
      const [, parameter = '', modifier] = name
      if (modifier === '') route.push(`[${parameter}]`)
      else return write([...route, modifier === '+' ? `[...${parameter}]` : `[[...${parameter}]]`])
    } else if (/[(){}*+?]/.test(segment)) return write([...route, '[[...rest]]'])
    else route.push(segment.includes(':') ? '[part]' : segment)
  }
  return write(route)
}

function write(segments: readonly string[]): string {
  return `/${segments.filter((segment) => segment !== '').join('/')}`
}
