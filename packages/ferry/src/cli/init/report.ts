/** What `ferry init` did, or would do, in words. Pure. */
import type { Plan } from './plan.ts'
import type { Project } from './project.ts'

export function initReport(project: Project, plan: Plan, dryRun: boolean): string {
  const { additions, ignored } = plan
  const added = [
    ...Object.keys(plan.create),
    ...part('package.json, scripts: ', Object.keys(additions.scripts)),
    ...part('package.json, dependencies: ', Object.keys(additions.dependencies)),
    ...part('package.json, devDependencies: ', Object.keys(additions.devDependencies)),
    ...('.gitignore' in plan.extend ? part('.gitignore: ', ignored) : []),
  ]
  if (added.length === 0) return 'Ferry is here already: there is nothing to add.'
  const steps = nextSteps(project, plan)
  return [
    dryRun ? 'This would be added, and nothing else be touched:' : 'Added, and nothing else touched:',
    ...added.map((line) => `  ${line}`),
    '',
    'Next:',
    ...steps.map((line) => `  ${line}`),
  ].join('\n')
}

/** What only people can do, in the order in which they do it. */
function nextSteps(project: Project, { additions }: Plan): readonly string[] {
  const { packageJson, typescript, below } = project
  const known = { ...packageJson.dependencies, ...packageJson.devDependencies }
  const script = Object.keys(additions.scripts).find((name) => name === 'dev' || name === 'ferry:dev')
  return [
    'npm install',
    ...(script ? [`npm run ${script}`] : []),
    ...reactSteps(known),
    ...(typescript
      ? ['In tsconfig.json: "jsx": "react-jsx", "moduleResolution": "Bundler", and ferry-env.d.ts included.']
      : []),
    ...('express' in known ? expressSteps(below) : []),
    ...(below === '' && writesToDist(project)
      ? [
          '“ferry build” writes to dist/: what also writes there needs another folder, or Ferry one of its own (ferry init web).',
        ]
      : []),
  ]
}

/** As far as one can see: most tools do unless they are told otherwise. */
function writesToDist({ packageJson: { main = '', scripts = {}, dependencies, devDependencies } }: Project): boolean {
  const tools = ['vite', 'parcel', 'webpack', 'tsup', 'rollup']
  const texts = [main, ...Object.values(scripts)]
  return (
    tools.some((name) => name in { ...dependencies, ...devDependencies }) || texts.some((text) => /\bdist\b/.test(text))
  )
}

function reactSteps(known: Readonly<Record<string, string>>): readonly string[] {
  const range = known.react
  if (range === undefined || /^[\^~]?19\./.test(range)) return []
  return [`React here is ${range}, and Ferry brings React 19: components that both sides use have to work with it.`]
}

function expressSteps(below: string): readonly string[] {
  const options = [...(below === '' ? [] : [`dir: '${below}'`]), "dev: process.env.NODE_ENV !== 'production'"].join(
    ', ',
  )
  return [
    'To serve it from your Express app, after its own routes and outside of its body parsers:',
    "  import { ferry } from 'ferry/express'",
    `  app.use(ferry({ ${options} }))`,
  ]
}

function part(label: string, names: readonly string[]): readonly string[] {
  return names.length === 0 ? [] : [label + names.join(', ')]
}
