/** What an ES module exports, in source order. */
import type {
  AnyNode,
  ExportAllDeclaration,
  ExportDefaultDeclaration,
  ExportNamedDeclaration,
  Identifier,
  Pattern,
  Program,
} from 'acorn'
import { specifierName } from './syntax.ts'

export type ModuleExport =
  /** `export const a = …`, `export { b as a }`, `export default function b() {}` */
  | (Named & { readonly kind: 'local'; readonly local: string; readonly statement: LocalStatement })
  /** `export default <expression>`, and declarations without a name */
  | (Named & { readonly kind: 'default'; readonly statement: ExportDefaultDeclaration })
  /** `export { imported as a } from 'specifier'`, and each name behind a resolved `export *` */
  | (Named & {
      readonly kind: 'from'
      readonly imported: string
      readonly specifier: string
      readonly statement: ExportNamedDeclaration | ExportAllDeclaration
    })
  /** `export * as a from 'specifier'` */
  | (Named & { readonly kind: 'namespace'; readonly specifier: string; readonly statement: ExportAllDeclaration })
  /** `export * from 'specifier'` */
  | { readonly kind: 'star'; readonly specifier: string; readonly statement: ExportAllDeclaration }

export type NamedExport = Exclude<ModuleExport, { kind: 'star' }>
export type LocalStatement = ExportNamedDeclaration | ExportDefaultDeclaration

interface Named {
  /** The name that importers use. */
  readonly exported: string
  /** Where that name, or what stands for it, is written. */
  readonly node: AnyNode
}

export function listExports(program: Program): ModuleExport[] {
  return program.body.flatMap((statement): ModuleExport[] => {
    switch (statement.type) {
      case 'ExportNamedDeclaration':
        return listNamed(statement)
      case 'ExportDefaultDeclaration':
        return [listDefault(statement)]
      case 'ExportAllDeclaration':
        return [listAll(statement)]
      default:
        return []
    }
  })
}

function listNamed(statement: ExportNamedDeclaration): ModuleExport[] {
  if (statement.declaration) {
    return declaredNames(statement.declaration).map((node) => {
      return { kind: 'local', exported: node.name, local: node.name, node, statement }
    })
  }
  return statement.specifiers.map((node): ModuleExport => {
    const exported = specifierName(node.exported)
    const local = specifierName(node.local)
    if (!statement.source) return { kind: 'local', exported, local, node: node.exported, statement }
    const specifier = String(statement.source.value)
    return { kind: 'from', exported, imported: local, specifier, node: node.exported, statement }
  })
}

function listDefault(statement: ExportDefaultDeclaration): ModuleExport {
  const { declaration } = statement
  const named = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration'
  if (named && declaration.id !== null) {
    const { id } = declaration
    return { kind: 'local', exported: 'default', local: id.name, node: id, statement }
  }
  if (declaration.type === 'Identifier') {
    return { kind: 'local', exported: 'default', local: declaration.name, node: declaration, statement }
  }
  return { kind: 'default', exported: 'default', node: declaration, statement }
}

function listAll(statement: ExportAllDeclaration): ModuleExport {
  const specifier = String(statement.source.value)
  if (!statement.exported) return { kind: 'star', specifier, statement }
  const exported = specifierName(statement.exported)
  return { kind: 'namespace', exported, specifier, node: statement.exported, statement }
}

function declaredNames(declaration: NonNullable<ExportNamedDeclaration['declaration']>): Identifier[] {
  if (declaration.type !== 'VariableDeclaration') return [declaration.id]
  return declaration.declarations.flatMap((declarator) => patternNames(declarator.id))
}

export function patternNames(pattern: Pattern): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern]
    case 'RestElement':
      return patternNames(pattern.argument)
    case 'AssignmentPattern':
      return patternNames(pattern.left)
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element === null ? [] : patternNames(element)))
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'RestElement' ? property.argument : property.value),
      )
    case 'MemberExpression':
      return []
  }
}
