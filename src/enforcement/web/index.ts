import { defineScreens } from '../../ui/screen.ts'
import { penaltyScreens } from './penalty/screens.ts'

export const enforcementScreens = defineScreens([...penaltyScreens])
