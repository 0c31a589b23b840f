/** A template's package.json with the versions that go with this Ferry. */
import { type AppFiles, textOf } from '../templates.ts'

interface Ferry {
  readonly version: string
  readonly engines: unknown
  readonly dependencies: Readonly<Record<string, string>>
}

export function templatePackageJson(files: AppFiles, ferry: Ferry): Buffer {
  const json = JSON.parse(textOf(files, 'package.json')) as { dependencies?: Readonly<Record<string, string>> }
  const dependencies = Object.fromEntries(
    Object.entries(json.dependencies ?? {}).map(([name, range]) => [name, pinned(name, ferry) ?? range]),
  )
  return Buffer.from(`${JSON.stringify({ ...json, engines: ferry.engines, dependencies }, null, 2)}\n`)
}

/** React is exactly the one that Ferry was built for. */
function pinned(name: string, { version, dependencies }: Ferry): string | undefined {
  if (name === 'ferry') return `^${version}`
  return name === 'react' || name === 'react-dom' ? dependencies[name] : undefined
}
