/** What is in the way of Ferry: files that it would take for its own, and that are somebody else's. Pure. */
import { initConflict } from '../../errors/catalogue.ts'
import { FerryError } from '../../errors/ferry-error.ts'
import type { Project } from './project.ts'

/** Passes for a project without `app/`, and for one that is a Ferry app already. */
export function refuseConflicts(project: Project): void {
  // Then what is here is Ferry's, whatever it is called.
  if (isFerryApp(project)) return
  const { entries, routes, appDir, below } = project
  const reserved = entries.filter((name) => RESERVED.test(name)).map((name) => `${name}: ${meaning(name)}`)
  const taken = (routes ?? []).filter((path) => CONVENTION.test(path))
  const conflicts = [
    ...reserved,
    ...(routes !== null && routes.length > 0 ? [`${appDir}/: Ferry’s routes are there${examples(taken)}`] : []),
  ]
  if (conflicts.length === 0) return
  const list = conflicts.map((line) => `  ${line}`).join('\n')
  const way = below === '' ? '“ferry init web” makes web/ for Ferry, beside what is here.' : 'Name another folder.'
  throw new FerryError(initConflict, `Ferry gives these a meaning of its own:\n${list}\n${way}`)
}

export function isFerryApp({ routes, packageJson }: Project): boolean {
  const known = { ...packageJson.dependencies, ...packageJson.devDependencies }
  return 'ferry' in known && (routes ?? []).some((path) => /(?:^|\/)(?:page|route)\.[jt]sx?$/.test(path))
}

const RESERVED = /^(?:server|middleware|instrumentation)\.[jt]sx?$/
const CONVENTION = /(?:^|\/)(?:page|layout|template|loading|error|not-found|route|default)\.[jt]sx?$/

function meaning(name: string): string {
  if (name.startsWith('server.')) return 'its default export is given the Express app'
  if (name.startsWith('middleware.')) return 'its default export sees every request'
  return 'it is loaded when the server starts'
}

function examples(taken: readonly string[]): string {
  return taken.length === 0 ? '' : `, and these would become some: ${taken.slice(0, 5).join(', ')}`
}
