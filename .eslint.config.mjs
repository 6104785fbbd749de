import eslint from '@eslint/js'
import { createNodeResolver, importX } from 'eslint-plugin-import-x'
import tseslint from 'typescript-eslint'

// Everything here is an error or off: a warning that nobody has to heed is noise.

const speakers = ['src/cli/**', 'src/demo/**', 'src/demo.ts', 'bench/**', 'test/**']

const expectedAny = {
  selector: "Property[key.name='expected'] > Literal[value='any']",
  message: 'A command never appends without saying what it believes about the stream.',
}

const defaultInSwitch = {
  selector:
    "FunctionDeclaration[id.name='evolve'] SwitchCase[test=null], VariableDeclarator[id.name='evolve'] SwitchCase[test=null]",
  message: 'evolve lists every event: a default would swallow the next new one.',
}

const readonly = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']))

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'prisma/client/', 'data*/', 'coverage/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error', noInlineConfig: true } },
  {
    files: ['**/*.ts'],
    extends: [eslint.configs.recommended, ...tseslint.configs.strictTypeChecked],
    plugins: { 'import-x': importX },
    languageOptions: {
      parserOptions: { project: ['./test/tsconfig.json'], tsconfigRootDir: import.meta.dirname },
    },
    settings: {
      'import-x/extensions': ['.ts'],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts'] },
      'import-x/resolver-next': [createNodeResolver({ extensionAlias: { '.js': ['.ts', '.js'] } })],
    },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // A resolver class carries decorated methods only.
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      // Figures and names are split into characters to measure them, never to change them.
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // Types may point at one another; code that runs may not.
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      // Text that people give is checked for control characters.
      'no-control-regex': 'off',
      'no-restricted-syntax': ['error', 'ExportDefaultDeclaration', expectedAny, defaultInSwitch],
    },
  },
  // GraphQL types are classes for the sake of their decorators; what resolvers return has their shape.
  {
    files: ['src/api/**', 'test/**'],
    rules: { '@typescript-eslint/no-unsafe-class-instance-assignment': 'off' },
  },
  {
    files: ['src/http/explorer/**/*.js'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      sourceType: 'script',
      globals: readonly(['document', 'GraphiQL', 'React', 'ReactDOM']),
    },
    rules: { eqeqeq: 'error' },
  },
  { files: speakers, rules: { 'no-console': 'off' } },
  {
    files: ['src/launch/**/*.cjs', '.ci/**/*.cjs', 'test/**/*.cjs'],
    extends: [eslint.configs.recommended],
    languageOptions: {
      sourceType: 'commonjs',
      globals: readonly([
        'Buffer',
        '__dirname',
        'fetch',
        'clearInterval',
        'console',
        'process',
        'setInterval',
        'setTimeout',
      ]),
    },
    rules: { eqeqeq: 'error' },
  },
)
