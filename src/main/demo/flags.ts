import type { Child } from './children.ts'
import type { Random } from './random.ts'
import type { DemoFlags, Phase } from './types.ts'

const NEEDS: readonly (readonly [string, number])[] = [
  ['Speech, language and communication', 26],
  ['Social, emotional and mental health', 24],
  ['Specific learning difficulty', 16],
  ['Moderate learning difficulty', 13],
  ['Autistic spectrum disorder', 12],
  ['Hearing impairment', 2],
  ['Physical disability', 3],
]

const SPECIAL_NEEDS: readonly (readonly [string, number])[] = [
  ['Autistic spectrum disorder', 45],
  ['Severe learning difficulty', 22],
  ['Social, emotional and mental health', 18],
  ['Profound and multiple learning difficulty', 8],
  ['Speech, language and communication', 7],
]

const MEDICAL: readonly (readonly [string, number])[] = [
  ['Asthma: blue inhaler kept in the office', 40],
  ['Nut allergy: adrenaline auto-injector in the medical room', 14],
  ['Type 1 diabetes: insulin pump, individual healthcare plan', 7],
  ['Epilepsy: rescue medicine and plan in the medical room', 7],
  ['Coeliac disease', 5],
  ['Severe eczema', 8],
  ['Migraine: may need to lie down', 8],
  ['Sickle cell disease: keep warm, drinks at all times', 3],
  ['Juvenile arthritis: lift pass', 3],
]

/** Shares of pupils. Mainstream SEN support 14.5 % and plans 3 %; every pupil of the special school has a plan. */
const SEN_SUPPORT = 0.145
const PLAN = 0.03

function senOf(random: Random, phase: Phase): Pick<DemoFlags, 'sen' | 'senNeed'> {
  if (phase === 'special') return { sen: 'ehcp', senNeed: random.weighted(SPECIAL_NEEDS) }
  const draw = random.next()
  if (draw < PLAN) return { sen: 'ehcp', senNeed: random.weighted(NEEDS) }
  return draw < PLAN + SEN_SUPPORT ? { sen: 'support', senNeed: random.weighted(NEEDS) } : { sen: 'none' }
}

export function drawFlags(random: Random, child: Child, phase: Phase): DemoFlags {
  const { household } = child
  const lookedAfter = household.structure === 'foster'
  const meals = household.freeSchoolMeals && !lookedAfter
  const socialWork = lookedAfter ? 1 : random.next()
  return {
    ...senOf(random, phase),
    freeSchoolMeals: meals,
    // Six years of entitlement, or care, bring the premium.
    pupilPremium: meals || lookedAfter || random.chance(0.05),
    englishAsAdditionalLanguage: household.language !== 'English',
    lookedAfter,
    childInNeed: socialWork < (phase === 'special' ? 0.08 : 0.02),
    childProtection: socialWork >= 0.98 && socialWork < 0.986,
    youngCarer: random.chance(phase === 'special' ? 0.005 : 0.015),
    ...(random.chance(phase === 'special' ? 0.3 : 0.09) ? { medical: random.weighted(MEDICAL) } : {}),
  }
}
