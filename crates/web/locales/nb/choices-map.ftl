## Handling of a need

choice-handling-region = Regionen løser det
choice-handling-subregional = Delregionalt samarbeid
choice-handling-loose = Samarbeid i løsere former
choice-handling-alone = På egen hånd
choice-handling-other_constellation = I en annen konstellasjon

## Role in an initiative

choice-initiative-role-coordinating = Koordinerende
choice-initiative-role-preparing = Forberedende og støttende
choice-initiative-role-implementing = Gjennomførende

## Dependency type

choice-dependency-type-result = Resultat
choice-dependency-type-decision = Vedtak
choice-dependency-type-resources = Ressurser
choice-dependency-type-technology = Teknologi

## Instrument type

choice-instrument-type-strategy = Strategi
choice-instrument-type-guidance = Veileder
choice-instrument-type-e_service = Digital tjeneste
choice-instrument-type-framework_contract = Rammeavtale
choice-instrument-type-grants = Tilskudd
choice-instrument-type-national_system = Nasjonalt system

## Interest

choice-interest-finance = Ja, og er med på å finansiere
choice-interest-yes = Ja
choice-interest-later = Senere
choice-interest-no = Nei

## Support of a life event

choice-support-none = Ingen støtte
choice-support-information = Informasjon
choice-support-parts = Deler av hendelsen
choice-support-whole = Hele hendelsen

## Judgement

choice-judgement-same = Samme arbeid
choice-judgement-related = Beslektede
choice-judgement-different = Hører ikke sammen

## Process step

choice-step-identify = Identifisere behov
choice-step-describe = Beskrive og vurdere
choice-step-establish = Etablere
choice-step-run = Gjennomføre

## Governance loop

choice-governance-loop-strategic_planning = Strategisk planlegging
choice-governance-loop-annual_process = Årlig planleggingsprosess
choice-governance-loop-governance = Overordnet styring

## Change by a loop

choice-loop-change-direction = Retningen
choice-loop-change-form = Formen
choice-loop-change-financing = Finansieringen
choice-loop-change-nothing = Ingenting

## Tool type

choice-tool-type-communication = Kommunikasjon
choice-tool-type-conference = Konferanse
choice-tool-type-coordination = Koordinering

## Tool time

choice-tool-time-same_time = Samtidig
choice-tool-time-other_time = Til ulike tider

## Tool place

choice-tool-place-same_place = På samme sted
choice-tool-place-other_place = På ulike steder

## Answered as

choice-answered-as-business_owner = Ansvarlig for tjenesteområdet
choice-answered-as-elected = Folkevalgt
choice-answered-as-coordinator = Koordinator
choice-answered-as-citizen = Innbygger

## Asked of

choice-asked-of-initiative = Tiltaket
choice-asked-of-each_party = Hver part
choice-asked-of-each_area = Hvert område

## Location

choice-location-one_site = Ett sted
choice-location-many_sites = Flere steder
choice-location-no_site = Ikke noe fast sted

## Gap dimension

choice-gap-dimension-services = Tjenester
choice-gap-dimension-organisation = Organisasjon
choice-gap-dimension-competence = Kompetanse
choice-gap-dimension-processes = Prosesser
choice-gap-dimension-technology = Teknologi
choice-gap-dimension-information = Informasjon
choice-gap-dimension-economy = Økonomi
choice-gap-dimension-law = Juss

## Establishing task

choice-establishing-task-agreements = Avtaler
choice-establishing-task-administration = Administrasjon
choice-establishing-task-steering_functions = Styringsfunksjoner
choice-establishing-task-staff = Bemanning
choice-establishing-task-premises = Lokaler
choice-establishing-task-labour_law = Arbeidsrett
choice-establishing-task-procurement = Anskaffelse
choice-establishing-task-routines = Rutiner
choice-establishing-task-strategy_documents = Strategidokumenter
choice-establishing-task-external_financing = Ekstern finansiering
choice-establishing-task-tools = Verktøy

## Consolidation dimension

choice-consolidation-dimension-services = Tjenester
choice-consolidation-dimension-service_levels = Tjenestenivåer
choice-consolidation-dimension-financing_models = Finansieringsmodeller
choice-consolidation-dimension-ways_of_working = Arbeidsmåter
choice-consolidation-dimension-technical_platform = Teknisk plattform

## Innovation step

choice-innovation-step-idea = Idé
choice-innovation-step-selection = Utvelgelse
choice-innovation-step-implementation = Gjennomføring
choice-innovation-step-diffusion = Spredning

## Participation phase

choice-participation-phase-initiation = Initiering
choice-participation-phase-design = Utforming
choice-participation-phase-implementation = Innføring
choice-participation-phase-participation = Deltakelse
choice-participation-phase-evaluation = Evaluering

## Initiative type

choice-initiative-type-citizen_dialogue = Innbyggerdialog

## Sections

section-plan = Valg til planen
section-costs = Kostnader og nytte
