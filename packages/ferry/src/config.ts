/** `ferry/config` */
export {
  type ActionsConfig,
  type Config,
  type ConfigExport,
  defineConfig,
  type Mode,
  type RewriteRules,
  type WebpackHook,
} from './config/define-config.ts'
export type { HeaderRule, RedirectRule, RewriteRule, RuleCondition } from './protocol/routing-rules.ts'
