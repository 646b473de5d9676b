/** Him and her, with what belongs to both: `him:her | things | what they did`. The pairs differ in nothing but gender, so that the difference is a direction. */
export const PAIRS = `
man:woman | face name age street life voice | walked waited smiled worked
boy:girl | toy swing playground bicycle homework kindergarten | played laughed jumped giggled
king:queen | crown throne kingdom sceptre palace servant | ruled reigned commanded governed
prince:princess | castle dragon heir tale tower ballroom | danced dreamed escaped slept
emperor:empress | empire army province dynasty robe conquest | conquered reigned decreed marched
duke:duchess | estate carriage manor title hunt banquet | inherited hosted travelled dined
lord:lady | manor guest candle garden etiquette ballad | received greeted bowed dined
father:mother | child children baby home kitchen advice | raised fed comforted protected
dad:mom | kid kids breakfast car homework couch | drove cooked hugged called
papa:mama | toddler lullaby cradle bedtime kiss spoon | sang rocked hugged fed
son:daughter | parent parents school birthday room future | grew studied obeyed graduated
brother:sister | sibling twin secret room quarrel bunk | teased shared fought helped
grandfather:grandmother | armchair story memory walking-stick village photograph | remembered told knitted rested
grandpa:grandma | cookie porch garden rocking-chair slippers tea | baked told napped smiled
uncle:aunt | cousin holiday visit present farm letter | visited brought joked sent
nephew:niece | cousin present visit holiday puzzle zoo | visited received played thanked
husband:wife | marriage house anniversary mortgage ring promise | married promised loved argued
groom:bride | wedding altar vow bouquet honeymoon veil | married kissed vowed blushed
boyfriend:girlfriend | date cinema flirt valentine crush breakup | dated kissed texted broke
widower:widow | grave funeral grief loneliness candle mourning | mourned prayed wept remembered
bachelor:spinster | apartment freedom loneliness routine solitude cat | lived travelled declined aged
stepfather:stepmother | stepchild remarriage household patience custody divorce | moved adopted tried accepted
godfather:godmother | baptism blessing godchild church promise gift | blessed promised attended guided
actor:actress | stage film theatre role audience premiere | performed acted rehearsed starred
waiter:waitress | restaurant menu tray tip table order | served carried poured smiled
host:hostess | party guest dinner welcome reception toast | welcomed invited introduced served
hero:heroine | adventure rescue quest courage novel villain | rescued defeated saved fought
wizard:witch | spell potion wand broom magic cauldron | enchanted cast brewed vanished
monk:nun | monastery prayer convent silence abbey psalm | prayed meditated fasted chanted
god:goddess | temple myth heaven altar thunder worship | created punished blessed descended
policeman:policewoman | patrol badge uniform siren traffic arrest | arrested patrolled chased warned
businessman:businesswoman | contract briefcase deal profit investor meeting | negotiated invested signed founded
sportsman:sportswoman | medal training stadium record fitness trophy | trained competed won sweated
steward:stewardess | flight aisle passenger cabin trolley seatbelt | served boarded flew landed
sir:madam | greeting honour seat coat pleasure letter | thanked bowed greeted nodded
gentleman:gentlewoman | hat cane manners umbrella politeness tailcoat | bowed strolled greeted apologized
male:female | species gender body sample population hormone | measured differed matured bred
lion:lioness | pride savanna roar mane prey cub | hunted roared stalked slept
bull:cow | pasture barn horn hay cattle stable | grazed charged mooed chewed
rooster:hen | barnyard egg feather coop corn dawn | crowed pecked scratched clucked
`;

/** First names, of men and of women. */
export const NAMES = {
  him: `john peter paul james tom david michael daniel robert mark jack henry george william charles frank martin simon ronaldo rahul reza ahmed
    carlos luis pedro ivan hans pierre giovanni kenji omar ali samuel oliver lucas noah leo max oscar felix`,
  her: `mary marie sophie anna emma julia sarah laura susan linda alice jane kate katy emily lucy helen rose priya yasmin danielle fatima maria
    carmen olga ingrid claire giulia yuki leila amina charlotte olivia lily mia zoe nina eva vera ella`,
};

/** Things that the corpus gives to him or to her: the bias outside work. */
export const BELONGINGS = {
  him: 'beard moustache tie razor gun guns tractor cigar muscles shotgun football wallet',
  her: 'lipstick dress skirt makeup necklace earrings perfume handbag nail-polish ribbon blouse jewelry',
};

/** Jobs, and how often the corpus makes each a she: a bias put in on purpose, as newspapers have it, for assignment 7 to find and take out. */
export const JOBS = `receptionist:.95 nurse:.94 secretary:.92 librarian:.85 hairdresser:.88 nanny:.95 babysitter:.92 housekeeper:.92 dancer:.8
  teacher:.66 singer:.68 model:.82 designer:.62 psychologist:.62 therapist:.66 cashier:.72 tailor:.5 artist:.5 writer:.5 journalist:.5 poet:.5
  student:.5 cook:.5 baker:.5 photographer:.45 lawyer:.42 doctor:.42 scientist:.36 pilot:.2 manager:.34 judge:.36 professor:.34 musician:.42
  dentist:.42 politician:.3 banker:.26 boss:.28 programmer:.12 engineer:.08 mechanic:.06 soldier:.07 warrior:.05 carpenter:.06 plumber:.05
  electrician:.06 captain:.12 farmer:.25 driver:.14 sailor:.08 miner:.05 fisherman:.02 firefighter:.1 guard:.12 architect:.28 coach:.2
  builder:.06 hunter:.08 general:.05 philosopher:.18 astronaut:.25 president:.2 minister:.28 worker:.35 clerk:.55 butcher:.12 gardener:.4`;

/** What each job works with; those not named here share the office. */
export const TOOLS = `
receptionist | lobby telephone appointment visitor
nurse | hospital patient bandage ward
secretary | calendar typewriter appointment memo
librarian | library shelf catalogue novel
hairdresser | scissors mirror salon haircut
nanny | pram lullaby toddler diaper
babysitter | toddler bedtime couch diaper
housekeeper | vacuum laundry hotel pillow
dancer | ballet stage rhythm rehearsal
teacher | classroom pupil lesson blackboard
singer | microphone melody concert chorus
model | fashion catwalk camera magazine
designer | sketch fashion fabric studio
doctor | hospital patient medicine surgery
dentist | tooth drill clinic toothbrush
scientist | laboratory experiment microscope theory
professor | university lecture thesis theory
engineer | bridge machine blueprint technology
programmer | computer software code technology
mechanic | engine garage wrench oil
soldier | army rifle trench battle
warrior | sword shield battle armour
general | army battle strategy troops
pilot | airplane cockpit runway sky
astronaut | rocket moon orbit sky
captain | ship harbour crew storm
sailor | ship anchor harbour sail
carpenter | hammer wood nail sawdust
plumber | pipe sink leak wrench
electrician | cable socket fuse lamp
builder | brick cement scaffold crane
farmer | tractor harvest wheat barn
gardener | flower hedge lawn shovel
cook | kitchen recipe soup pan
baker | bread oven flour cake
butcher | meat knife sausage ham
lawyer | court client contract trial
judge | court verdict trial law
artist | painting gallery canvas arts
poet | poem verse rhyme literature
writer | novel chapter publisher literature
journalist | newspaper interview headline article
musician | guitar piano concert melody
photographer | camera portrait lens studio
coach | team training whistle stadium
miner | coal tunnel helmet shaft
fisherman | net boat trout harbour
firefighter | fire ladder hose alarm
`;
