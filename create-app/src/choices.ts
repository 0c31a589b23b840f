/** What there is to choose when an app is made. */
import type { PackageManager } from './package-manager.ts'

/** What the command line says; `undefined` is asked for, or gets its default. */
export interface Wishes {
  readonly folder: string | undefined
  readonly template: string | undefined
  readonly language: Language | undefined
  readonly tailwind: boolean | undefined
  readonly packageManager: PackageManager | undefined
  readonly install: boolean
  readonly git: boolean
  /** Ask nothing. */
  readonly yes: boolean
}

/** Nothing is open any more. */
export interface Choices {
  /** Absolute. */
  readonly folder: string
  readonly template: string
  readonly language: Language
  readonly tailwind: boolean
  readonly packageManager: PackageManager
  readonly install: boolean
  readonly git: boolean
}

export type Language = 'ts' | 'js'
