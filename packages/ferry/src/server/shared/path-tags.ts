/** Tags under which the kept copy of a page is found by where it is: what revalidatePath() makes old. */

const PAGE = 'ferry:page:'
const BELOW = 'ferry:below:'

/**
 * @param path of the page. Example: `/shop/42`
 * @param route its pattern. Example: `/shop/[id]`
 */
export function tagsOfPage(path: string, route: string): string[] {
  const places = new Set([plainPath(path), plainPath(route)])
  const folders = new Set([...places].flatMap(withFoldersAround))
  return [...[...places].map((place) => PAGE + place), ...[...folders].map((folder) => BELOW + folder)]
}

/** @param path a path, or the pattern of a route, as the files have it. `layout`: and everything below. */
export function tagOfPath(path: string, type: 'page' | 'layout'): string {
  return (type === 'layout' ? BELOW : PAGE) + plainPath(path)
}

/** Of data there is nothing under such a tag. */
export function isTagOfPath(tag: string): boolean {
  return tag.startsWith(PAGE) || tag.startsWith(BELOW)
}

/** One text for all ways to write a path; groups and slots do not appear in URLs. */
function plainPath(path: string): string {
  const segments = path.replace(/[?#].*$/s, '').split('/')
  return `/${segments
    .filter((segment) => segment !== '' && !/^\(.*\)$|^@/.test(segment))
    .map(plainSegment)
    .join('/')}`
}

function plainSegment(segment: string): string {
  try {
    return encodeURIComponent(decodeURIComponent(segment))
  } catch {
    return encodeURIComponent(segment)
  }
}

/** `/a/b` → `/a/b`, `/a`, `/` */
function withFoldersAround(path: string): string[] {
  const segments = path === '/' ? [] : path.slice(1).split('/')
  return Array.from({ length: segments.length + 1 }, (_, depth) => `/${segments.slice(0, depth).join('/')}`)
}
