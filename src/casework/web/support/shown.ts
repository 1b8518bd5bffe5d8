import type { Answer } from '../../../kernel/operation.ts'
import type { caseSupport, listServices, supportCatalogue, WhatHelped } from '../../contract.ts'

/** The support of a case, with what could be offered. */
export type Help = Answer<typeof caseSupport>
export type Catalogue = Answer<typeof supportCatalogue>
export type Row = Catalogue['rows'][number]
export type Services = Answer<typeof listServices>
export type ServiceShown = Services['services'][number]
/** A row of "What helped". */
export type HelpedKind = WhatHelped['kinds'][number]
