export { addEnforcementCommands } from './cli.ts'
