import { defineScreens } from '../../ui/screen.ts'

export const absenceScreens = defineScreens([])
