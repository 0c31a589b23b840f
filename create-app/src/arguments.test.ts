import { describe, expect, test } from 'vitest'
import { readArguments } from './arguments.ts'

const TEMPLATES = [
  { name: 'minimal', summary: '' },
  { name: 'notes', summary: '' },
]

const NOTHING_SAID = {
  folder: undefined,
  template: undefined,
  language: undefined,
  tailwind: undefined,
  packageManager: undefined,
  install: true,
  git: true,
  yes: false,
}

describe('the command line', () => {
  test.each([
    ['', {}],
    ['my-app', { folder: 'my-app' }],
    ['.', { folder: '.' }],
    ['--template notes', { template: 'notes' }],
    ['-t notes', { template: 'notes' }],
    ['--template=notes my-app', { template: 'notes', folder: 'my-app' }],
    ['--ts', { language: 'ts' }],
    ['--js', { language: 'js' }],
    ['--tailwind', { tailwind: true }],
    ['--no-tailwind', { tailwind: false }],
    ['--pm npm', { packageManager: 'npm' }],
    ['--pm pnpm', { packageManager: 'pnpm' }],
    ['--pm yarn', { packageManager: 'yarn' }],
    ['--pm bun', { packageManager: 'bun' }],
    ['--no-install', { install: false }],
    ['--no-git', { git: false }],
    ['--yes', { yes: true }],
    ['-y my-app', { yes: true, folder: 'my-app' }],
    ['-- --odd', { folder: '--odd' }],
  ])('“%s” asks for %j', (line, wishes) => {
    expect(read(line)).toEqual({ kind: 'create', wishes: { ...NOTHING_SAID, ...wishes } })
  })

  test.each([
    ['--help', 'help'],
    ['-h my-app', 'help'],
    ['--version', 'version'],
    ['-v', 'version'],
  ])('“%s” asks for the %s', (line, kind) => {
    expect(read(line)).toEqual({ kind })
  })

  test.each([
    ['one two', '“two” is one argument too many'],
    ['--template', "Option '-t, --template <value>' argument missing."],
    ['--template shop', 'There is no template “shop”. There are: minimal, notes.'],
    ['--pm cargo', '“cargo” is no package manager known here. There are: npm, pnpm, yarn, bun.'],
    ['--ts --js', '--ts and --js exclude each other.'],
    ['--tailwind --no-tailwind', '--tailwind and --no-tailwind exclude each other.'],
    ['--fast', "Unknown option '--fast'."],
    ['--yes=no', "Option '-y, --yes' does not take an argument."],
  ])('“%s” is not understood: %s', (line, message) => {
    expect(() => read(line)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining(message),
        entry: expect.objectContaining({ exitCode: 2 }),
      }),
    )
  })

  test('an empty name is no name', () => {
    expect(() => readArguments([' '], TEMPLATES)).toThrow('The name of the folder is empty.')
  })
})

function read(line: string) {
  return readArguments(line.split(' ').filter(Boolean), TEMPLATES)
}
