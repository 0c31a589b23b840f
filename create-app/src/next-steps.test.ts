import { describe, expect, test } from 'vitest'
import { nextSteps, type Outcome } from './next-steps.ts'

const MADE: Outcome = {
  choices: {
    folder: '/home/ada/my-app',
    template: 'minimal',
    language: 'ts',
    tailwind: false,
    packageManager: 'npm',
    install: true,
    git: true,
  },
  cwd: '/home/ada',
  kept: [],
  installed: 'done',
  repository: 'committed',
}

describe('the next steps', () => {
  test('after an install: go there and run it', () => {
    expect(stepsOf(MADE)).toEqual(['cd my-app', 'npm run dev'])
  })

  test.each([
    ['/home/ada/my-app', []],
    ['/home/ada/other', ['cd /home/ada/my-app']],
    ['/home', ['cd ada/my-app']],
  ])('seen from %s: %j', (cwd, steps) => {
    expect(stepsOf({ ...MADE, cwd })).toEqual([...steps, 'npm run dev'])
  })

  test.each([
    ['/home/ada/my app', 'cd "my app"'],
    ['/home/ada/$(x)', 'cd "\\$(x)"'],
    ['/home/ada/-x', 'cd ./-x'],
  ])('%s is one word of the shell: %s', (folder, step) => {
    expect(stepsOf({ ...MADE, choices: { ...MADE.choices, folder } })[0]).toBe(step)
  })

  test('an install that was not asked for comes first', () => {
    const choices = { ...MADE.choices, packageManager: 'pnpm' } as const
    expect(stepsOf({ ...MADE, choices, installed: 'not asked' })).toEqual(['cd my-app', 'pnpm install', 'pnpm dev'])
  })

  test('an install that failed is said, with the way on', () => {
    const outcome: Outcome = { ...MADE, installed: 'failed' }
    expect(nextSteps(outcome)).toContain('“npm install” failed')
    expect(nextSteps(outcome)).toContain('The app itself is complete, in /home/ada/my-app')
    expect(stepsOf(outcome)).toEqual(['cd my-app', 'npm install', 'npm run dev'])
  })

  test('files that stayed as they were are named', () => {
    expect(nextSteps({ ...MADE, kept: ['README.md'] })).toContain('README.md was there already and stays as it is.')
  })

  test('a commit that could not be made is said', () => {
    expect(nextSteps({ ...MADE, repository: 'not committed' })).toContain('no commit yet')
    expect(nextSteps(MADE)).not.toContain('commit')
  })
})

function stepsOf(outcome: Outcome): string[] {
  const lines = nextSteps(outcome).split('\n')
  return lines.filter((line) => line.startsWith('  ')).map((line) => line.trim())
}
