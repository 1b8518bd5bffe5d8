import { defineScreens } from '../../ui/screen.ts'

export const enforcementScreens = defineScreens([])
