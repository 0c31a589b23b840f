/** The command line, read and checked. */
import { parseArgs } from 'node:util'
import type { Language, Wishes } from './choices.ts'
import { flags } from './flags.ts'
import { isPackageManager, type PackageManager, packageManagers } from './package-manager.ts'
import { Problem, problems } from './problem.ts'
import type { Template } from './templates.ts'

export type Order = { readonly kind: 'help' | 'version' } | { readonly kind: 'create'; readonly wishes: Wishes }

export function readArguments(argv: readonly string[], templates: readonly Template[]): Order {
  const { values, positionals } = parsed(argv)
  if (values.help) return { kind: 'help' }
  if (values.version) return { kind: 'version' }
  if (positionals.length > 1) throw misuse(`“${positionals[1]}” is one argument too many: there is one folder to name.`)
  if (positionals[0]?.trim() === '') throw misuse('The name of the folder is empty.')
  return {
    kind: 'create',
    wishes: {
      folder: positionals[0],
      template: template(values.template, templates),
      language: oneOf<Language>({ ts: values.ts, js: values.js }),
      tailwind: tailwind(oneOf({ tailwind: values.tailwind, 'no-tailwind': values['no-tailwind'] })),
      packageManager: packageManager(values.pm),
      install: values['no-install'] !== true,
      git: values['no-git'] !== true,
      yes: values.yes === true,
    },
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: flags, allowPositionals: true })
  } catch (cause) {
    // Node's own sentence is about the API; only its first part is about the command line.
    const reason = cause instanceof Error ? cause.message.split(/\. To specify|\n/)[0] : String(cause)
    throw misuse(`${reason}.`.replace(/\.\.$/, '.'))
  }
}

function template(name: string | undefined, templates: readonly Template[]): string | undefined {
  const names = templates.map((each) => each.name)
  if (name === undefined || names.includes(name)) return name
  throw misuse(`There is no template “${name}”. There are: ${names.join(', ')}.`)
}

function packageManager(name: string | undefined): PackageManager | undefined {
  if (name === undefined || isPackageManager(name)) return name
  throw misuse(`“${name}” is no package manager known here. There are: ${packageManagers.join(', ')}.`)
}

function tailwind(given: 'tailwind' | 'no-tailwind' | undefined): boolean | undefined {
  return given === undefined ? undefined : given === 'tailwind'
}

/** The flag that was given, of two that exclude each other. */
function oneOf<Name extends string>(given: Readonly<Record<Name, boolean | undefined>>): Name | undefined {
  const names = (Object.keys(given) as Name[]).filter((name) => given[name] === true)
  if (names.length > 1) throw misuse(`${names.map((name) => `--${name}`).join(' and ')} exclude each other.`)
  return names[0]
}

function misuse(message: string): Problem {
  return new Problem(problems.usage, message)
}
