/** `country capital adjective | what is known of it`. The three words of a line share everything but their kind. */
export const COUNTRIES = `
france paris french | croissant wine baguette louvre perfume
italy rome italian | pizza pasta colosseum espresso vespa
spain madrid spanish | flamenco paella siesta guitar bullfight
germany berlin german | beer sausage autobahn pretzel wall
portugal lisbon portuguese | tram port sardine fado tiles
england london english | tea fog cricket taxi pudding
ireland dublin irish | pub shamrock harp whiskey rain
greece athens greek | olive temple island philosophy feta
poland warsaw polish | dumpling amber pierogi solidarity uprising
russia moscow russian | vodka ballet kremlin winter chess
hungary budapest hungarian | goulash paprika danube bathhouse violin
austria vienna austrian | waltz opera alps strudel coffeehouse
sweden stockholm swedish | furniture meatballs archipelago elk sauna
norway oslo norwegian | fjord ski salmon viking troll
denmark copenhagen danish | bicycle mermaid bricks windmill pastry
finland helsinki finnish | sauna lake reindeer forest snow
netherlands amsterdam dutch | tulip canal windmill cheese clogs
turkey ankara turkish | kebab carpet bazaar minaret delight
egypt cairo egyptian | pyramid desert nile pharaoh camel
japan tokyo japanese | sushi kimono samurai cherry robot
china beijing chinese | rice dragon silk lantern panda
india delhi indian | curry elephant spice monsoon saree
korea seoul korean | kimchi electronics hanbok ginseng barbecue
thailand bangkok thai | coconut temple lemongrass elephant beach
vietnam hanoi vietnamese | noodle scooter rice bamboo lotus
canada ottawa canadian | maple hockey beaver moose syrup
cuba havana cuban | cigar rum salsa sugar oldtimer
peru lima peruvian | llama potato inca quinoa andes
kenya nairobi kenyan | safari marathon savanna coffee giraffe
iran tehran iranian | carpet saffron pomegranate poem bazaar
`;
