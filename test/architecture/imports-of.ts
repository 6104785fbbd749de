import path from 'node:path'

import ts from 'typescript'

export interface Import {
  /** What is imported: a path from the project's folder without extension, or the name of a package. */
  readonly target: string
  readonly isPackage: boolean
  /** Nothing of it remains when the program runs. */
  readonly isTypeOnly: boolean
}

const packageOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node:'
  const [scope = '', name = ''] = specifier.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

const importOf = (file: string, specifier: string, isTypeOnly: boolean): Import => {
  if (!specifier.startsWith('.')) return { target: packageOf(specifier), isPackage: true, isTypeOnly }
  const target = path.posix.join(path.posix.dirname(file), specifier).replace(/\.(js|cjs|ts)$/, '')
  return { target, isPackage: false, isTypeOnly }
}

const erased = (clause: ts.ImportClause | undefined): boolean => {
  if (clause === undefined) return false
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const names = clause.namedBindings
  return (
    clause.name === undefined &&
    names !== undefined &&
    ts.isNamedImports(names) &&
    names.elements.length > 0 &&
    names.elements.every((element) => element.isTypeOnly)
  )
}

const isLoading = (node: ts.Node): node is ts.CallExpression =>
  ts.isCallExpression(node) &&
  (node.expression.kind === ts.SyntaxKind.ImportKeyword ||
    (ts.isIdentifier(node.expression) && node.expression.text === 'require'))

/** What one node imports: its specifier, and whether only as a type. */
const specifierOf = (node: ts.Node): readonly [ts.Node, boolean] | null => {
  if (ts.isImportDeclaration(node)) return [node.moduleSpecifier, erased(node.importClause)]
  if (ts.isExportDeclaration(node) && node.moduleSpecifier) return [node.moduleSpecifier, node.isTypeOnly]
  if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference))
    return [node.moduleReference.expression, node.isTypeOnly]
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return [node.argument.literal, true]
  const [argument] = isLoading(node) ? node.arguments : []
  return argument === undefined ? null : [argument, false]
}

/**
 * Everything that a source imports, in whatever way it is written.
 *
 * @param file path from the project's folder, with forward slashes
 */
export const importsOf = (file: string, source: string): readonly Import[] => {
  const found: Import[] = []
  const visit = (node: ts.Node): void => {
    const [specifier, isTypeOnly] = specifierOf(node) ?? []
    if (specifier !== undefined && ts.isStringLiteralLike(specifier))
      found.push(importOf(file, specifier.text, isTypeOnly === true))
    ts.forEachChild(node, visit)
  }
  visit(ts.createSourceFile(file, source, ts.ScriptTarget.ES2022))
  return found
}
