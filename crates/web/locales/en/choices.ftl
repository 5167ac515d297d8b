## Certainty

choice-certainty-stated = Stated by the source
choice-certainty-public = Completed from public facts
choice-certainty-inferred = Inferred
choice-certainty-uncertain = Uncertain
choice-certainty-lost = Lost in the source
choice-certainty-illustrative = Illustrative, not a figure of any source

## Language

choice-language-sv = Swedish
choice-language-nb = Norwegian (bokmål)
choice-language-en = English

## Organisation type

choice-organisation-type-municipality = Municipality
choice-organisation-type-county_council = County council
choice-organisation-type-region_municipality = Region
choice-organisation-type-county_municipality = County municipality
choice-organisation-type-regional_association = Regional association
choice-organisation-type-municipal_association = Association of municipalities
choice-organisation-type-municipal_federation = Municipal federation
choice-organisation-type-county_administrative_board = County administrative board
choice-organisation-type-government = Government
choice-organisation-type-ministry = Ministry
choice-organisation-type-state_agency = State agency
choice-organisation-type-committee_commission = Committee or commission
choice-organisation-type-programme_office = Programme office
choice-organisation-type-procurement_body = Central purchasing body
choice-organisation-type-national_association = National association
choice-organisation-type-nonprofit_association = Non-profit association
choice-organisation-type-network_body = Network organisation
choice-organisation-type-company = Company
choice-organisation-type-university = University
choice-organisation-type-eu_body = EU body

## Level

choice-level-eu = EU
choice-level-national = National
choice-level-regional = Regional
choice-level-subregional = Subregional
choice-level-local = Local

## Country

choice-country-se = Sweden
choice-country-no = Norway
choice-country-eu = EU

## County

choice-county-se-01 = Stockholm County
choice-county-se-03 = Uppsala County
choice-county-se-04 = Södermanland County
choice-county-se-05 = Östergötland County
choice-county-se-06 = Jönköping County
choice-county-se-07 = Kronoberg County
choice-county-se-08 = Kalmar County
choice-county-se-09 = Gotland County
choice-county-se-10 = Blekinge County
choice-county-se-12 = Skåne County
choice-county-se-13 = Halland County
choice-county-se-14 = Västra Götaland County
choice-county-se-17 = Värmland County
choice-county-se-18 = Örebro County
choice-county-se-19 = Västmanland County
choice-county-se-20 = Dalarna County
choice-county-se-21 = Gävleborg County
choice-county-se-22 = Västernorrland County
choice-county-se-23 = Jämtland County
choice-county-se-24 = Västerbotten County
choice-county-se-25 = Norrbotten County
choice-county-no-03 = Oslo
choice-county-no-11 = Rogaland
choice-county-no-15 = Møre og Romsdal
choice-county-no-18 = Nordland
choice-county-no-31 = Østfold
choice-county-no-32 = Akershus
choice-county-no-33 = Buskerud
choice-county-no-34 = Innlandet
choice-county-no-39 = Vestfold
choice-county-no-40 = Telemark
choice-county-no-42 = Agder
choice-county-no-46 = Vestland
choice-county-no-50 = Trøndelag
choice-county-no-55 = Troms
choice-county-no-56 = Finnmark

## Breadth

choice-breadth-few_municipalities = Few municipalities
choice-breadth-all_municipalities = All municipalities
choice-breadth-regions = Regions
choice-breadth-all_regions = All regions
choice-breadth-agencies = Agencies
choice-breadth-ministries = Ministries
choice-breadth-state_municipal = State and municipalities
choice-breadth-members = The members
choice-breadth-broad = Broad cooperation

## Stairs

choice-stairs-samtal = Dialogue
choice-stairs-samforstand = Consensus
choice-stairs-samverkan = Cooperation
choice-stairs-samarbete = Collaboration
choice-stairs-samgaende = Merging of functions

## Kind of cooperation

choice-kind-of-cooperation-forum = Forum
choice-kind-of-cooperation-purchasing = Purchasing
choice-kind-of-cooperation-operations = Operations
choice-kind-of-cooperation-infrastructure = Infrastructure
choice-kind-of-cooperation-rda = Regional digital agenda
choice-kind-of-cooperation-ehealth = E-health
choice-kind-of-cooperation-joint_development = Joint e-development

## Form

choice-form-gemensam_namnd = Joint board
choice-form-kommunalforbund = Municipal federation
choice-form-aktiebolag = Limited company
choice-form-ideell_forening = Non-profit association
choice-form-avtal = Cooperation agreement
choice-form-agreement_network = Network by agreement
choice-form-unit_in_municipal_association = Unit in an association of municipalities
choice-form-unit_in_regional_association = Unit in a regional association
choice-form-membership_programme = Membership programme
choice-form-council = Council
choice-form-committee = Committee
choice-form-project = Project
choice-form-network = Network
choice-form-follow_up_axis = Follow-up axis
choice-form-informal = No formal form

## Membership role

choice-membership-role-member = Member
choice-membership-role-owner = Owner
choice-membership-role-initiator = Initiator
choice-membership-role-principal = Principal
choice-membership-role-adjunct = Adjunct
choice-membership-role-indirect_member = Indirect member
choice-membership-role-prospective = Prospective member
choice-membership-role-signatory = Signatory

## Body type

choice-body-type-board = Board
choice-body-type-directorate = Directorate
choice-body-type-steering_group = Steering group
choice-body-type-preparation_group = Preparation group
choice-body-type-management_group = Management group
choice-body-type-working_group = Working group
choice-body-type-expert_group = Expert group
choice-body-type-reference_group = Reference group
choice-body-type-architecture_group = Architecture group
choice-body-type-working_committee = Working committee
choice-body-type-presidium = Presidium
choice-body-type-secretariat = Secretariat
choice-body-type-chief_group = Group of chiefs
choice-body-type-council = Council

## Function

choice-function-steering = Steering
choice-function-operational_management = Operational management
choice-function-preparation = Preparation
choice-function-operations = Operations

## Seat role

choice-seat-role-chair = Chair
choice-seat-role-vice_chair = Vice chair
choice-seat-role-ordinary = Ordinary representative
choice-seat-role-deputy = Deputy
choice-seat-role-secretary = Secretary
choice-seat-role-adjunct = Adjunct

## Quorum

choice-quorum-majority = More than half
choice-quorum-two_thirds = Two thirds
choice-quorum-all = All

## Consent

choice-consent-given = Given
choice-consent-public_role = Not needed (public role)
choice-consent-withdrawn = Withdrawn

## Profession

choice-profession-it = IT
choice-profession-political = Political leadership
choice-profession-municipal_management = Municipal management
choice-profession-care = Health and care
choice-profession-school = School and education
choice-profession-culture = Culture and leisure
choice-profession-economy = Finance
choice-profession-personnel = Personnel
choice-profession-planning = Planning
choice-profession-business = Business
choice-profession-communication = Communication
choice-profession-administration = Administration
choice-profession-other = Other

## Written language

choice-written-language-bokmal = Bokmål
choice-written-language-nynorsk = Nynorsk
choice-written-language-neutral = Neutral

## Succession manner

choice-succession-manner-renamed = Renaming
choice-succession-manner-merged = Merger
choice-succession-manner-split = Split
choice-succession-manner-tasks_moved = Tasks moved

## Responsible kind

choice-responsible-kind-regionkommun = Region municipality
choice-responsible-kind-regionforbund_or_samverkansorgan = Regional association or cooperation body
choice-responsible-kind-lansstyrelse = County administrative board

## Rating

choice-rating-1 = 1 – very unfavourable
choice-rating-2 = 2 – fairly unfavourable
choice-rating-3 = 3 – neither
choice-rating-4 = 4 – fairly favourable
choice-rating-5 = 5 – very favourable

## Role type

choice-role-type-chair = Chair
choice-role-type-coordinator = Coordinator
choice-role-type-board_secretary = Board secretary
choice-role-type-project_leader = Project leader
choice-role-type-county_coordinator = County coordinator
choice-role-type-lead_member = Lead member
choice-role-type-it_strategist = IT strategist
choice-role-type-responsible_official = Responsible official

## Frequency

choice-frequency-per_meeting = At every meeting
choice-frequency-continuous = Continuously
choice-frequency-monthly = Every month
choice-frequency-yearly = Every year
choice-frequency-once = Once

## Partner purpose

choice-partner-purpose-avoid_double_work = Avoid double work
choice-partner-purpose-exchange = Exchange experience
choice-partner-purpose-coordinate_planning = Coordinate planning
choice-partner-purpose-assignment = Assignment

## Contact form

choice-contact-form-meetings = Meetings
choice-contact-form-seat = Seat in a body
choice-contact-form-written = In writing
choice-contact-form-event = Conferences and events
choice-contact-form-as_needed = As needed

## Initiative type

choice-initiative-type-project = Project
choice-initiative-type-activity = Activity
choice-initiative-type-initiative = Initiative
choice-initiative-type-assignment = Assignment
choice-initiative-type-measure = Measure
choice-initiative-type-skl_initiative = SKL initiative
choice-initiative-type-inquiry = Inquiry
choice-initiative-type-guidance = Guidance
choice-initiative-type-tool = Tool

## Area

choice-area-verticals = Service areas
choice-area-care = Health and care
choice-area-planning = Planning
choice-area-culture = Culture and leisure
choice-area-business = Business
choice-area-school = School and education
choice-area-democracy = Democracy and participation
choice-area-support_functions = Support functions
choice-area-case_handling = Case handling
choice-area-archive = Archives
choice-area-personnel_economy = Personnel and finance
choice-area-procurement = Public procurement
choice-area-it_support = IT support
choice-area-common_platforms = Common platforms
choice-area-e_services = E-services
choice-area-identity = Electronic identity
choice-area-network = Data networks
choice-area-operations = Operations
choice-area-integration = Integration
choice-area-messages = Messages
choice-area-structural_conditions = Structural conditions
choice-area-base_data = Base data
choice-area-open_data = Open data
choice-area-geodata = Geodata
choice-area-information_exchange = Information exchange
choice-area-architecture = Architecture
choice-area-law = Law
choice-area-security = Information security
choice-area-broadband = Broadband
choice-area-strategy_steering = Strategy and steering
choice-area-competence = Competence
choice-area-life_events = Life events

## Activity type

choice-activity-type-governing = Governing and coordinating
choice-activity-type-strategy = Goals and strategies
choice-activity-type-financing = Budget and financing
choice-activity-type-follow_up = Steering and follow-up
choice-activity-type-coordination = Coordination
choice-activity-type-prioritisation = Prioritising initiatives
choice-activity-type-study = Pre-studies and analyses
choice-activity-type-value_adding = Developing and value-adding
choice-activity-type-guidance = Guidance
choice-activity-type-training = Training and skills
choice-activity-type-requirements = Requirements
choice-activity-type-procurement = Call-off and procurement
choice-activity-type-installation = Installation and adaptation
choice-activity-type-process_development = Internal process development
choice-activity-type-service_development = Better information and service
choice-activity-type-operation = Operation and maintenance

## Goal type

choice-goal-type-vision = Vision
choice-goal-type-policy_goal = Policy goal
choice-goal-type-strategy = Strategy
choice-goal-type-strategy_item = Strategy item
choice-goal-type-agenda = Agenda
choice-goal-type-programme_area = Programme area
choice-goal-type-focus_area = Focus area
choice-goal-type-sub_area = Sub-area
choice-goal-type-priority_area = Priority area
choice-goal-type-theme = Theme
choice-goal-type-goal = Goal
choice-goal-type-effect_goal = Effect goal
choice-goal-type-target = Target
choice-goal-type-purpose = Purpose
choice-goal-type-task = Task
choice-goal-type-action_plan = Action plan
choice-goal-type-plan = Plan
choice-goal-type-direction = Strategic direction
choice-goal-type-base_data_area = Base data area
choice-goal-type-area_group = Group of areas
choice-goal-type-level = Level
choice-goal-type-success_set = Set of success factors
choice-goal-type-success_factor = Success factor
choice-goal-type-signal_set = Set of signals
choice-goal-type-signal = Signal

## Meeting type

choice-meeting-type-board_meeting = Board meeting
choice-meeting-type-council_meeting = Council meeting
choice-meeting-type-committee_meeting = Committee meeting
choice-meeting-type-network_meeting = Network meeting
choice-meeting-type-expert_meeting = Expert meeting
choice-meeting-type-workshop = Workshop
choice-meeting-type-conference = Conference
choice-meeting-type-dialogue = Dialogue meeting
choice-meeting-type-process_milestone = Milestone
choice-meeting-type-deadline = Deadline
choice-meeting-type-decision = Decision
choice-meeting-type-document_version = Document version
choice-meeting-type-recurring = Recurring meeting

## Meeting mode

choice-meeting-mode-on_site = On site
choice-meeting-mode-remote = Remote
choice-meeting-mode-hybrid = Both on site and remote
