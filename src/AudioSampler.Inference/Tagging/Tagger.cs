using System.Collections.Immutable;
using AudioSampler.Inference.Dense;

namespace AudioSampler.Inference.Tagging;

/// <summary>A tagging network and all that reads its outputs. Safe to use from several threads at once.</summary>
public sealed class Tagger : IDisposable
{
    /// <summary>The network that comes with the program.</summary>
    public const string EmbeddedName = "embedded";

    /// <summary>Frames of the short windows that give the course of a sound: 1 s.</summary>
    public const int WindowFrames = NetworkMel.FramesPerSecond;

    /// <summary>Frames from one short window to the next: 0.5 s.</summary>
    public const int HopFrames = WindowFrames / 2;

    /// <summary>Frames of the longest windows: 10 s, which the networks for AudioSet were trained on.</summary>
    public const int LongWindowFrames = 10 * NetworkMel.FramesPerSecond;

    /// <summary>Puts a tagger together and takes over its network.</summary>
    /// <param name="profile">How the network's outputs are read.</param>
    /// <param name="network">The network.</param>
    /// <param name="head">Adds to the logits what training recordings taught; null for none.</param>
    /// <param name="kinds">Tells whole sounds apart; null for none.</param>
    /// <param name="content">Tells stretches of a recording apart; null for none.</param>
    /// <param name="sounds">Tells whole sounds apart by long windows too; null for none.</param>
    /// <param name="course">What hears the course of a sound in its place, which is taken over too; null for itself.</param>
    /// <exception cref="ModelException">The parts don't fit together.</exception>
    public Tagger(
        TaggerProfile profile,
        TaggingNetwork network,
        DenseNetwork? head,
        DenseNetwork? kinds,
        DenseNetwork? content,
        DenseNetwork? sounds = null,
        Tagger? course = null
    )
    {
        if (profile.Labels.Any(l => l.Output < 0 || l.Output >= network.LabelCount))
        {
            int count = network.LabelCount;
            network.Dispose();
            course?.Dispose();
            throw new ModelException(profile.Name, $"its profile names outputs that the network, with {count}, doesn't have");
        }

        Profile = profile;
        Network = network;
        Head = head;
        Kinds = kinds;
        Content = content;
        Sounds = sounds;
        Course = course ?? this;
        HeadOutputs = [.. profile.Labels.Select(l => head is null ? -1 : head.Classes.IndexOf(l.Label))];
    }

    /// <summary>Name of the model, as results state it.</summary>
    public string Name => Profile.Name;

    /// <summary>How the outputs are read.</summary>
    public TaggerProfile Profile { get; }

    /// <summary>The network.</summary>
    public TaggingNetwork Network { get; }

    /// <summary>Adds to the logits of its classes.</summary>
    public DenseNetwork? Head { get; }

    /// <summary>For each label of the profile, its place among the outputs of the head; −1 where the head has no say.</summary>
    public ImmutableArray<int> HeadOutputs { get; }

    /// <summary>Kinds of whole sounds, by its short windows.</summary>
    public DenseNetwork? Kinds { get; }

    /// <summary>Kinds of stretches.</summary>
    public DenseNetwork? Content { get; }

    /// <summary>Kinds of whole sounds, by its short windows and by the long ones that hear them anew.</summary>
    public DenseNetwork? Sounds { get; }

    /// <summary>
    /// What hears the course of a sound in windows of 1 s, and tells kinds apart: this one, or where nothing was learnt for its embeddings, the one that comes with the program. It hears
    /// whole stretches all the same, and its labels count.
    /// </summary>
    public Tagger Course { get; }

    /// <summary>Time from one long window to the next, in frames: half of one, or where the network is so large that hearing all twice costs more than it tells, all of one.</summary>
    public int LongHopFrames { get; init; } = LongWindowFrames / 2;

    /// <summary>Whether the network hears windows of 1 s alone: then whole sounds are summed up from those, else they are heard again in longer ones.</summary>
    public bool ShortWindowsOnly => Network.FixedFrames is not null;

    /// <inheritdoc />
    public void Dispose()
    {
        Network.Dispose();
        if (Course != this)
        {
            Course.Dispose();
        }
    }
}
