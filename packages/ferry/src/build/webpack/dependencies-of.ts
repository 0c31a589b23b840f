/** What a module asks for, in the order of its text: import()s after the imports. */
import type { Dependency, Module } from 'webpack'

export function dependenciesOf(block: Pick<Module, 'dependencies' | 'blocks'>): Dependency[] {
  return [...block.dependencies, ...block.blocks.flatMap(dependenciesOf)]
}
