"""Recordings and their labels, by the names of files and folders: the shared training clips and Debian packages that are unpacked beside each other.

A label set that is empty means that nothing is certain: the teacher alone says what it hears.
"""
import glob
import json
import os
import re
import zipfile

PACKAGES = (
    "hydrogen-drumkits hydrogen-drumkits-effects sonic-pi-samples tuxpaint-stamps-default supertuxkart-data megaglest-data wesnoth-1.16-data "
    "wesnoth-1.16-music freedroidrpg-data hedgewars-data hyperrogue-music warzone2100-music asterisk-core-sounds-en-g722 asterisk-core-sounds-es-g722 "
    "asterisk-core-sounds-it-g722 asterisk-core-sounds-ru-g722 asterisk-moh-opsound-g722 musescore-general-soundfont 0ad-data"
).split()

# Drum hits by what their names hold: pattern, kind of drum, labels of a recorded one, labels of a machine's.
DRUMS = [
    (r"rim|sidestick|stick", "rim", ["Rimshot", "Snare drum"], ["Rimshot", "Drum machine"]),
    (r"clap|hclap", "clap", ["Clapping", "Drum machine"], ["Clapping", "Drum machine"]),
    (r"snare|^sn|^sd|rsnare", "snare", ["Snare drum", "Drum"], ["Snare drum", "Drum machine"]),
    (r"kick|^bd|bass_?drum|drum_bass", "kick", ["Bass drum", "Drum"], ["Bass drum", "Drum machine"]),
    (r"open|^ho|ohh|^oh", "hihat_open", ["Hi-hat", "Cymbal"], ["Hi-hat", "Drum machine"]),
    (r"hh|hat|^hc|^hp|pedal", "hihat_closed", ["Hi-hat", "Cymbal"], ["Hi-hat", "Drum machine"]),
    (r"crash|china|splash|^cra|^cr_|^cy", "crash", ["Cymbal"], ["Cymbal", "Drum machine"]),
    (r"ride|^rd|^rid", "ride", ["Cymbal"], ["Cymbal", "Drum machine"]),
    (r"cowbell|cowb", "cowbell", ["Cowbell"], ["Cowbell", "Drum machine"]),
    (r"tamb", "tambourine", ["Tambourine"], ["Tambourine", "Drum machine"]),
    (r"shak|marac|cabasa", "shaker", ["Maraca"], ["Maraca", "Drum machine"]),
    (r"tom|^tm|floor", "tom", ["Drum"], ["Drum", "Drum machine"]),
    (r"conga|bongo|djembe|sangban|dundun|kenkeni|dhol", "conga", ["Drum", "Percussion"], ["Drum", "Percussion"]),
    (r"agogo|triangle|guiro|clave|vibraslap", "other", ["Percussion"], ["Percussion"]),
    (r"wood", "woodblock", ["Wood block"], ["Wood block", "Drum machine"]),
]
MACHINES = r"electric|hardelectro|techno|909|808|606|boss|tr\d|synth|EE_|elec"

SONIC_PI = [
    (r"^bd_", "kick"), (r"^drum_(bass|heavy_kick)", "kick"), (r"^drum_snare|^sn_|_snare", "snare"), (r"^drum_tom|fuzz_tom", "tom"),
    (r"^drum_cymbal_(closed|pedal)", "hihat_closed"), (r"^drum_cymbal_open", "hihat_open"), (r"^drum_(cymbal_(hard|soft)|splash)|elec_cymbal", "crash"),
    (r"^drum_cowbell", "cowbell"), (r"hollow_kick|soft_kick", "kick"), (r"elec_wood", "woodblock"),
]

# (pattern of the path, labels, kind), first match; None as kind: not certain.
EVENTS = [
    (r"supertuxkart.*/(steamLocomotive)", ["Steam", "Train", "Rail transport"], "environment"),
    (r"supertuxkart.*/(cow)\.", ["Moo", "Cattle, bovinae"], "environment"),
    (r"supertuxkart.*/sheep\.", ["Sheep", "Bleat"], "environment"),
    (r"supertuxkart.*/airplane", ["Aircraft", "Jet engine"], "environment"),
    (r"supertuxkart.*/anvil", ["Hammer"], "environment"),
    (r"supertuxkart.*/(car_accel|car_revup|engine_)", ["Engine", "Car"], "environment"),
    (r"supertuxkart.*/clock", ["Clock", "Tick-tock"], "environment"),
    (r"supertuxkart.*/exotic-birds", ["Bird", "Bird vocalization, bird call, bird song"], "environment"),
    (r"supertuxkart.*/explosion", ["Explosion"], "environment"),
    (r"supertuxkart.*/fireworks", ["Fireworks"], "environment"),
    (r"supertuxkart.*/horn\.", ["Vehicle horn, car horn, honking"], "environment"),
    (r"supertuxkart.*/(lenautile_restaurant)", ["Hubbub, speech noise, speech babble"], "environment"),
    (r"supertuxkart.*/machine_sound", ["Mechanisms"], "environment"),
    (r"supertuxkart.*/rain", ["Rain"], "environment"),
    (r"supertuxkart.*/river", ["Stream", "Water"], "environment"),
    (r"supertuxkart.*/waterfall", ["Waterfall", "Water"], "environment"),
    (r"supertuxkart.*/skid", ["Skidding", "Tire squeal"], "environment"),
    (r"supertuxkart.*/splash", ["Splash, splatter", "Water"], "environment"),
    (r"supertuxkart.*/static-radio", ["Static"], "environment"),
    (r"supertuxkart.*/thunder", ["Thunder", "Thunderstorm"], "environment"),
    (r"supertuxkart.*/sara_airport", ["Speech"], None),
    (r"supertuxkart.*/Wilhelm", ["Screaming"], "environment"),
    (r"megaglest.*tilesets.*/rain", ["Rain"], "environment"),
    (r"megaglest.*tilesets.*/(night|nightime)\.", ["Cricket", "Insect"], "environment"),
    (r"megaglest.*tilesets.*/wolf", ["Howl", "Canidae, dogs, wolves"], "environment"),
    (r"megaglest.*tilesets.*/chicken", ["Chicken, rooster", "Fowl"], "environment"),
    (r"megaglest.*tilesets.*/rooster", ["Chicken, rooster", "Crowing, cock-a-doodle-doo"], "environment"),
    (r"megaglest.*tilesets.*/owl", ["Owl", "Hoot"], "environment"),
    (r"megaglest.*tilesets.*/(day|sunny_day)\.", ["Bird"], "environment"),
    (r"megaglest.*tilesets.*/wind", ["Wind"], "environment"),
    (r"megaglest.*tilesets.*cow", ["Moo", "Cattle, bovinae"], "environment"),
    (r"megaglest.*/water\d", ["Water"], "environment"),
    (r"megaglest.*/bull/", ["Cattle, bovinae"], "environment"),
    (r"megaglest.*/chicken/", ["Chicken, rooster", "Cluck"], "environment"),
    (r"wesnoth.*ambient/birds", ["Bird", "Bird vocalization, bird call, bird song"], "environment"),
    (r"wesnoth.*ambient/morning", ["Bird"], "environment"),
    (r"wesnoth.*ambient/campfire", ["Fire", "Crackle"], "environment"),
    (r"wesnoth.*ambient/night", ["Cricket", "Insect"], "environment"),
    (r"wesnoth.*ambient/wardrums", ["Drum", "Percussion"], None),
    (r"wesnoth.*horn-signals", ["Brass instrument"], None),
    (r"wesnoth.*wolf-growl", ["Growling", "Canidae, dogs, wolves"], "environment"),
    (r"wesnoth.*horse-canter", ["Horse", "Clip-clop"], "environment"),
    (r"wesnoth.*horse-", ["Horse", "Neigh, whinny"], "environment"),
    (r"wesnoth.*/lightning", ["Thunder"], "environment"),
    (r"wesnoth.*/explosion", ["Explosion"], "environment"),
    (r"wesnoth.*/gunshot", ["Gunshot, gunfire"], "environment"),
    (r"wesnoth.*/(dwarf-laugh|witches-laugh)", ["Laughter"], "environment"),
    (r"wesnoth.*/bell\.", ["Bell"], None),
    (r"hedgewars.*Sounds/bee\.", ["Bee, wasp, etc.", "Buzz"], "environment"),
    (r"hedgewars.*Sounds/beep", ["Beep, bleep"], "environment"),
    (r"hedgewars.*Sounds/Droplet", ["Drip", "Water"], "environment"),
    (r"hedgewars.*Sounds/(explosion|mortar)", ["Explosion"], "environment"),
    (r"hedgewars.*Sounds/(gun|shotgunfire)\.", ["Gunshot, gunfire"], "environment"),
    (r"hedgewars.*Sounds/minigun", ["Machine gun", "Gunshot, gunfire"], "environment"),
    (r"hedgewars.*Sounds/hammer", ["Hammer"], "environment"),
    (r"hedgewars.*Sounds/(plane|rcplane)\.", ["Aircraft", "Engine"], "environment"),
    (r"hedgewars.*Sounds/splash", ["Splash, splatter", "Water"], "environment"),
    (r"hedgewars.*Sounds/steam", ["Steam"], "environment"),
    (r"hedgewars.*Sounds/steps", ["Walk, footsteps"], "environment"),
    (r"hedgewars.*Sounds/shutterclick", ["Camera"], "environment"),
    (r"hedgewars.*Sounds/Whistle", ["Whistling"], "environment"),
    (r"hedgewars.*Sounds/whipcrack", ["Whip"], "environment"),
    (r"hedgewars.*Sounds/voices/.*Laugh", ["Laughter"], None),
    (r"hedgewars.*Sounds/voices/.*(Cough)", ["Cough"], None),
    (r"hedgewars.*Sounds/voices/", ["Speech"], None),
    (r"hedgewars.*Music/", ["Music"], "music"),
    (r"freedroidrpg.*/music/", ["Music"], "music"),
    (r"freedroidrpg.*CameraTakes", ["Camera"], "environment"),
    (r"freedroidrpg.*(tux_ingame|voice_samples)", ["Speech"], None),
    (r"wesnoth-1.16-music", ["Music"], "music"),
    (r"warzone2100-music", ["Music"], "music"),
    (r"asterisk-moh", ["Music"], "music"),
    (r"supertuxkart.*/music/", ["Music"], "music"),
    (r"hyperrogue.*/music/", ["Music"], "music"),
    (r"megaglest.*/music/", ["Music"], "music"),
    (r"asterisk-core-sounds.*/(silence|.*beep|.*tone)", [], None),
    (r"asterisk-core-sounds", ["Speech"], "speech"),
    (r"hydrogen-drumkits-effects", ["Acoustic guitar", "Guitar"], "instrument-note"),
    (r"tuxpaint.*symbols/(math|alphabets)", ["Speech"], "speech"),
    (r"tuxpaint.*_desc", ["Speech"], "speech"),
    (r"tuxpaint.*/vacuum_cleaner\.", ["Vacuum cleaner"], "environment"),
    (r"tuxpaint.*/toilet\.", ["Toilet flush"], "environment"),
    (r"tuxpaint.*/hammer\.", ["Hammer"], "environment"),
    (r"tuxpaint.*/saw\.", ["Sawing"], "environment"),
    (r"tuxpaint.*/scissors", ["Scissors"], "environment"),
    (r"tuxpaint.*/camera", ["Camera"], "environment"),
    (r"tuxpaint.*/firetruck", ["Siren"], "environment"),
    (r"tuxpaint.*/fireworks", ["Fireworks"], "environment"),
    (r"tuxpaint.*/lightningbolt", ["Thunder"], "environment"),
    (r"tuxpaint.*/(bee|hornet)\.", ["Bee, wasp, etc.", "Buzz"], "environment"),
    (r"tuxpaint.*/mosquito\.", ["Mosquito", "Insect"], "environment"),
    (r"tuxpaint.*/grasshopper\.", ["Cricket", "Insect"], "environment"),
    (r"tuxpaint.*/frog\.", ["Frog", "Croak"], "environment"),
    (r"tuxpaint.*/pig", ["Pig", "Oink"], "environment"),
    (r"tuxpaint.*/horse\.", ["Horse", "Neigh, whinny"], "environment"),
    (r"tuxpaint.*/(lion|tiger)\.", ["Roaring cats (lions, tigers)", "Roar"], "environment"),
    (r"tuxpaint.*/(sheep|sheep_lamb|ram)\.", ["Sheep", "Bleat"], "environment"),
    (r"tuxpaint.*/goat\.", ["Goat", "Bleat"], "environment"),
    (r"tuxpaint.*/(cow|cow_white|bull|bison)\.", ["Cattle, bovinae", "Moo"], "environment"),
    (r"tuxpaint.*/dog\.", ["Dog", "Bark"], "environment"),
    (r"tuxpaint.*/blackcat\.", ["Cat", "Meow"], "environment"),
    (r"tuxpaint.*/crow\.", ["Crow", "Caw"], "environment"),
    (r"tuxpaint.*/gander\.", ["Goose", "Honk"], "environment"),
    (r"tuxpaint.*/(drake|duck)\.", ["Duck", "Quack"], "environment"),
    (r"tuxpaint.*/(blackbird|lark|quetzal|cuckoo)\.", ["Bird", "Bird vocalization, bird call, bird song"], "environment"),
    (r"tuxpaint.*/rooster\.", ["Chicken, rooster", "Crowing, cock-a-doodle-doo"], "environment"),
    (r"tuxpaint.*/hen\.", ["Chicken, rooster", "Cluck"], "environment"),
    (r"tuxpaint.*/turkey\.", ["Turkey", "Gobble"], "environment"),
    (r"tuxpaint.*/owl\.", ["Owl", "Hoot"], "environment"),
    (r"tuxpaint.*/seagull\.", ["Gull, seagull", "Bird"], "environment"),
    (r"tuxpaint.*/(whale|orca)\.", ["Whale vocalization"], "environment"),
    (r"tuxpaint.*/cello\.", ["Cello"], None),
    (r"tuxpaint.*/violin\.", ["Violin, fiddle"], None),
    # 0 A.D., by the names inside of its archive.
    (r"0ad.*audio/music", ["Music"], "music"),
    (r"0ad.*audio/voice", ["Speech"], None),
    (r"0ad.*(rain)", ["Rain"], "environment"),
    (r"0ad.*(thunder|lightning)", ["Thunder"], "environment"),
    (r"0ad.*(snowstorm|wind)", ["Wind"], "environment"),
    (r"0ad.*(river|stream)", ["Stream", "Water"], "environment"),
    (r"0ad.*waterfall", ["Waterfall", "Water"], "environment"),
    (r"0ad.*(wave|ocean|beach|shore)", ["Waves, surf", "Ocean"], "environment"),
    (r"0ad.*actor/fauna.*(cattle|cow|ox|bull)", ["Cattle, bovinae", "Moo"], "environment"),
    (r"0ad.*actor/fauna.*chicken", ["Chicken, rooster", "Cluck"], "environment"),
    (r"0ad.*actor/fauna.*(horse)", ["Horse", "Neigh, whinny"], "environment"),
    (r"0ad.*actor/fauna.*lion", ["Roaring cats (lions, tigers)", "Roar"], "environment"),
    (r"0ad.*actor/fauna.*(pig|boar)", ["Pig", "Oink"], "environment"),
    (r"0ad.*actor/fauna.*(sheep)", ["Sheep", "Bleat"], "environment"),
    (r"0ad.*actor/fauna.*(goat)", ["Goat", "Bleat"], "environment"),
    (r"0ad.*actor/fauna.*(dog|wolf)", ["Canidae, dogs, wolves"], "environment"),
    (r"0ad.*(footstep|walk|/steps)", ["Walk, footsteps"], "environment"),
    (r"0ad.*(saw)", ["Sawing"], "environment"),
    (r"0ad.*(wood|axe|chop|lumber)", ["Chop"], "environment"),
    (r"0ad.*(hammer|forge|blacksmith|stone|mining|metal|pick)", ["Hammer"], "environment"),
    (r"0ad.*(bird|seagull|gull)", ["Bird"], "environment"),
    (r"0ad.*(cricket|insect|night)", ["Insect"], "environment"),
    (r"0ad.*(fire|burn)", ["Fire"], "environment"),
    (r"0ad.*(crowd|market|tavern)", ["Hubbub, speech noise, speech babble"], "environment"),
]

# Sources of the evaluation sets are left out; so are names that hold several sounds.
SKIPPED = re.compile(r"widelands|gcompris|colobot|lmms|asc-music|klettres|sounds-fr|loop_compus|/desc\.")


def drum_of(name, machine):
    for pattern, drum, recorded, electric in DRUMS:
        if re.search(pattern, name, re.I):
            return drum, (electric if machine else recorded)
    return None, []


def shared_clips(shared):
    folder = os.path.join(shared, "train", "sounds")
    for clip in json.load(open(os.path.join(folder, "manifest.json"), encoding="utf-8"))["clips"]:
        if clip.get("non_commercial") or "GTSinger" in clip["source"]:
            continue
        drum = None
        if clip["coarse"] == "percussion-one-shot":
            drum, _ = drum_of(os.path.splitext(os.path.basename(clip["original"]))[0], False)
            for pattern, kind in SONIC_PI:
                if re.search(pattern, os.path.basename(clip["original"])):
                    drum = kind
        yield dict(path=os.path.join(folder, clip["file"]), labels=clip["labels"], coarse=clip["coarse"], drum=drum,
                   source=clip["source"], group=clip["source"] + "/" + re.sub(r"[\d_.-]+[^/]*$", "", clip["original"]), hard=True)


def packages(root):
    """Files of the unpacked packages, the crowded ones thinned out."""
    for package in PACKAGES:
        paths = [p for e in ("ogg", "wav", "flac", "aiff", "g722", "opus", "mp3") for p in glob.glob(f"{root}/{package}/**/*.{e}", recursive=True)]
        paths = sorted(p for p in paths if not SKIPPED.search(p) and os.path.isfile(p))
        limit = {"tuxpaint-stamps-default": 900, "hedgewars-data": 500, "megaglest-data": 700}.get(package, 220 if "asterisk-core" in package else 100000)
        spoken = [p for p in paths if "_desc" in p or "symbols/" in p or "/voices/" in p or "asterisk-core" in p or "_ack" in p or "_select" in p]
        keep = set(spoken[:: max(1, len(spoken) // limit)])
        kept = set(spoken)
        for path in paths:
            if path in kept and path not in keep:
                continue
            clip = dict(path=path, labels=[], coarse=None, drum=None, source=package, group=os.path.dirname(path), hard=True)
            name = os.path.splitext(os.path.basename(path))[0]
            if package == "hydrogen-drumkits":
                if "rumpf" in path:
                    continue  # cuts of beats, several sounds each
                machine = bool(re.search(MACHINES, path))
                clip["drum"], clip["labels"] = drum_of(name, machine)
                clip["coarse"] = "percussion-one-shot" if clip["labels"] else None
            elif package == "sonic-pi-samples":
                continue  # among the shared clips
            else:
                for pattern, labels, coarse in EVENTS:
                    if re.search(pattern, path):
                        clip.update(labels=labels, coarse=coarse)
                        break
            yield clip


def unpack_0ad(root):
    """The sounds of 0 A.D. stand in an archive."""
    target = f"{root}/0ad-data/sounds"
    for archive in glob.glob(f"{root}/0ad-data/**/public.zip", recursive=True):
        with zipfile.ZipFile(archive) as z:
            voices = 0
            for name in z.namelist():
                if not (name.startswith("audio/") and name.endswith(".ogg")) or ".." in name:
                    continue
                voices += "/voice/" in name
                if "/voice/" in name and voices % 6:
                    continue
                z.extract(name, target)
        os.remove(archive)
