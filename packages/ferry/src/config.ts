/** `ferry/config` */
export {
  type ActionsConfig,
  type Config,
  type ConfigExport,
  defineConfig,
  type HeaderRule,
  type Mode,
  type RedirectRule,
  type RewriteRule,
  type RewriteRules,
  type RuleCondition,
  type WebpackHook,
} from './config/define-config.ts'
