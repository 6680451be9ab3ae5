using AudioSampler.Plugins.Results;

namespace AudioSampler.Training.Kinds;

/// <summary>Speech by eSpeak NG, in many voices and languages.</summary>
internal static class SpokenText
{
    private static readonly (string Language, string Text)[] Texts =
    [
        ("en", "The ferry leaves at nine. Bring the microphones, and don't forget the long cable this time."),
        ("en-us", "I found it behind the old station, next to a box of broken records. Nobody wanted them."),
        ("de", "Heute morgen war der Wald ganz still, nur ein Specht klopfte irgendwo hinter den Buchen."),
        ("fr", "Nous avons enregistré la pluie sur le toit de la grange, puis le vent dans les arbres."),
        ("es", "Mañana grabamos las campanas del pueblo, si el tiempo lo permite y nadie llega tarde."),
        ("it", "La nonna raccontava sempre la stessa storia, ma ogni volta finiva in un altro modo."),
        ("pt", "Deixei o gravador ligado a noite inteira e de manhã havia só o barulho do mar."),
        ("nl", "De trein reed langzaam over de brug terwijl wij naar de schepen beneden keken."),
        ("sv", "Vi satt vid bryggan och väntade på båten, men den kom aldrig den kvällen."),
        ("pl", "Wczoraj na rynku grała orkiestra, a potem zaczęło padać i wszyscy uciekli."),
        ("tr", "Sabah erkenden kalktık, çay içtik ve dağ yoluna doğru yürümeye başladık."),
        ("fi", "Järven jää paukkui koko yön, ja aamulla satoi hiljaa uutta lunta."),
        ("id", "Pasar itu ramai sekali pada pagi hari, penuh suara orang dan ayam."),
        ("cs", "Na půdě jsme našli starý gramofon a krabici plnou poškrábaných desek."),
        ("el", "Το βράδυ ακούγαμε τα κύματα και κανείς δεν ήθελε να μιλήσει."),
    ];

    private static readonly string[] Variants =
    [
        "m1",
        "m2",
        "m3",
        "m4",
        "m5",
        "m6",
        "m7",
        "f1",
        "f2",
        "f3",
        "f4",
        "f5",
        "croak",
        "whisper",
    ];

    public static IEnumerable<Clip> Speak(string scratch, int count)
    {
        var random = new Random(3);
        string path = Path.Combine(scratch, "speech.wav");
        for (int i = 0; i < count; i++)
        {
            (string language, string text) = Texts[i % Texts.Length];
            string variant = Variants[random.Next(Variants.Length)];
            Tool.Floats(
                "espeak-ng",
                ["-v", $"{language}+{variant}", "-s", $"{110 + random.Next(100)}", "-p", $"{20 + random.Next(60)}", "-w", path, text]
            );
            yield return new Clip($"espeak {language}", SoundKind.Speech, Tool.Decode([path], scratch)[0]);
        }
    }
}
