/** Registers the functions that an exported variable is given after its declaration. */
import type { ModuleOutput } from './module-output.ts'
import type { SourceModule } from './parse-module.ts'
import { type Binding, lookUp, type Scopes } from './scope.ts'

/** `save = async () => {}` → `save = async () => {}, save = registerServerReference(save, id)`: so it keeps its name. */
export function registerAssignments(
  { parents }: SourceModule,
  binding: Binding,
  scopes: Scopes,
  id: string,
  output: ModuleOutput,
): void {
  const { name } = binding
  for (const { node, scope, writes } of scopes.references) {
    if (!writes || node.name !== name || lookUp(name, scope) !== binding) continue
    const assignment = parents.get(node)
    if (assignment?.type === 'AssignmentExpression' && assignment.left === node) {
      // Parentheses at the start of a statement could continue the one before.
      const [open, close] = parents.get(assignment)?.type === 'ExpressionStatement' ? ['', ''] : ['(', ')']
      output.text.prependRight(assignment.start, open)
      output.text.appendLeft(assignment.end, `, ${name} = ${output.register(name, id)}${close}`)
    } else {
      output.atTail(`${name} = ${output.register(name, id)};`)
    }
  }
}
