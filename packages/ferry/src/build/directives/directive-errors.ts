/** What a misused directive is told: one function per mistake. */
import type { AnyNode } from 'acorn'
import {
  directiveConflict,
  directiveMisplaced,
  directiveMisspelt,
  directiveParenthesised,
  directiveTemplate,
  exportStarUnresolved,
  inlineClassMember,
  inlineInClient,
  inlineReceiver,
  inlineSwitchCase,
  inlineSync,
  inlineWrapped,
  serverExportSync,
  serverExportValue,
} from '../../errors/catalogue.ts'
import type { FerryError } from '../../errors/ferry-error.ts'
import type { Directive } from './directive-text.ts'
import { errorAt, type SourceModule } from './parse-module.ts'

export function misplaced(module: SourceModule, node: AnyNode, directive: Directive): FerryError {
  const where =
    directive === 'use server'
      ? 'at the top of the file, above all imports, or at the top of an async function'
      : 'at the top of the file, above all imports'
  return errorAt(module, node.start, directiveMisplaced, `"${directive}" has no effect here: it must stand ${where}.`)
}

export function misspelt(module: SourceModule, node: AnyNode, text: string, meant: Directive): FerryError {
  return errorAt(module, node.start, directiveMisspelt, `"${text}" is not a directive. Did you mean "${meant}"?`)
}

export function parenthesised(module: SourceModule, node: AnyNode, directive: Directive): FerryError {
  const message = `("${directive}") in parentheses is an ordinary expression, not a directive.`
  return errorAt(module, node.start, directiveParenthesised, message)
}

export function template(module: SourceModule, node: AnyNode, directive: Directive): FerryError {
  const message = `\`${directive}\` in backticks is an ordinary expression, not a directive.`
  return errorAt(module, node.start, directiveTemplate, message)
}

export function conflict(module: SourceModule, second: AnyNode): FerryError {
  const message = 'Cannot have both "use client" and "use server" directives in the same file.'
  return errorAt(module, second.start, directiveConflict, message)
}

export function notAsync(module: SourceModule, node: AnyNode, exported: string, generator: boolean): FerryError {
  const what = generator ? 'a generator that is not async' : 'a function that is not async'
  const message = `The export "${exported}" of this "use server" file is ${what}.`
  return errorAt(module, node.start, serverExportSync, message)
}

export function notFunction(module: SourceModule, node: AnyNode, exported: string, what: string): FerryError {
  const message = `The export "${exported}" of this "use server" file is ${what}; only async functions can be exported.`
  return errorAt(module, node.start, serverExportValue, message)
}

export function starUnresolved(module: SourceModule, node: AnyNode, specifier: string, cause?: unknown): FerryError {
  const reason = cause instanceof Error ? `: ${cause.message}` : ''
  const message = `The exports of "${specifier}" cannot be listed${reason}.`
  return errorAt(module, node.start, exportStarUnresolved, message)
}

export function insideClient(module: SourceModule, node: AnyNode, name: string, clientFile: boolean): FerryError {
  const where = clientFile ? 'this file is marked "use client"' : 'this file is part of the client bundle'
  const message = `The server function ${name} is defined inline, but ${where}.`
  return errorAt(module, node.start, inlineInClient, message)
}

export function inlineNotAsync(module: SourceModule, node: AnyNode, name: string, generator: boolean): FerryError {
  const what = generator ? 'a generator that is not async' : 'not async'
  return errorAt(module, node.start, inlineSync, `The server function ${name} is ${what}.`)
}

export function usesReceiver(module: SourceModule, node: AnyNode, name: string, what: string): FerryError {
  const message = `The server function ${name} uses ${what}, which does not exist when the browser calls it.`
  return errorAt(module, node.start, inlineReceiver, message)
}

export function classMember(module: SourceModule, node: AnyNode, name: string, what: string): FerryError {
  const message = `The ${what} ${name} cannot be a server function: the browser has no object to call it on.`
  return errorAt(module, node.start, inlineClassMember, message)
}

export function inSwitchCase(module: SourceModule, node: AnyNode, name: string): FerryError {
  const message = `The server function ${name} is declared directly in a switch case, where other cases could see it before it exists.`
  return errorAt(module, node.start, inlineSwitchCase, message)
}

export function wrapped(module: SourceModule, node: AnyNode, name: string, wrapper: string): FerryError {
  const message = `The server function ${name} is given to ${wrapper}(): the browser would call it directly, past what ${wrapper}() checks.`
  return errorAt(module, node.start, inlineWrapped, message)
}
