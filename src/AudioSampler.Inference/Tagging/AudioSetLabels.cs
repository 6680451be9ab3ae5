using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;

namespace AudioSampler.Inference.Tagging;

/// <summary>
/// The 527 labels of AudioSet, in the order of the published networks, each with the group that it is shown under. Names: J. Gemmeke et al., "Audio Set: an
/// ontology and human-labeled dataset for audio events", ICASSP 2017 (the list is under CC BY 4.0); the groups are this project's.
/// </summary>
public static class AudioSetLabels
{
    private const string Resource = "AudioSampler.Inference.Tagging.AudioSetLabels.tsv";
    private static readonly Lazy<ImmutableArray<AudioSetLabel>> s_all = new(Read);
    private static readonly Lazy<FrozenDictionary<string, AudioSetLabel>> s_byName = new(() =>
        s_all.Value.ToFrozenDictionary(label => label.Name, StringComparer.Ordinal)
    );

    /// <summary>All of them; the index of each is its place here.</summary>
    public static ImmutableArray<AudioSetLabel> All => s_all.Value;

    /// <summary>The label of a name; null when AudioSet has none.</summary>
    public static AudioSetLabel? Find(string name) => s_byName.Value.GetValueOrDefault(name);

    private static ImmutableArray<AudioSetLabel> Read()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var labels = ImmutableArray.CreateBuilder<AudioSetLabel>();
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Split('\t');
            labels.Add(
                new AudioSetLabel(
                    int.Parse(parts[0], CultureInfo.InvariantCulture),
                    parts[1],
                    Enum.Parse<LabelGroup>(parts[2], ignoreCase: true)
                )
            );
        }

        return labels.ToImmutable();
    }
}
