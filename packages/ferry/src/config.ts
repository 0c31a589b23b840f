/** `ferry/config` */
export {
  type ActionsConfig,
  type Config,
  type ConfigExport,
  defineConfig,
  type Mode,
  type RewriteRules,
  type ServerConfig,
  type WebpackHook,
} from './config/define-config.ts'
export type { Count, Store } from './protocol/store.ts'
export type { HeaderRule, RedirectRule, RewriteRule, RuleCondition } from './protocol/routing-rules.ts'
