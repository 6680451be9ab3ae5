using AudioSampler.Dsp.Rhythm;
using AudioSampler.Inference;
using AudioSampler.Inference.Temporal;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>The temporal network and its heads. How it was made: <c>training/tempo/README.md</c>.</summary>
internal sealed class BeatNetwork
{
    /// <summary>Names of the meters, in the order of the head.</summary>
    public static readonly string[] Meters = ["2/4", "3/4", "4/4", "6/8", "9/8", "12/8", "5/4", "other"];

    /// <summary>Takes a network.</summary>
    /// <exception cref="ModelException">It is for something else.</exception>
    public BeatNetwork(TemporalNetwork network)
    {
        if (network.Inputs != OnsetFrames.LevelBands + 1)
        {
            throw new ModelException("tempo-beats", $"the network takes {network.Inputs} channels, not {OnsetFrames.LevelBands + 1}");
        }

        Network = network;
        Frame = network.Head("frame", 2);
        Tempo = network.Head("tempo", TempoGrid.Count);
        Meter = network.Head("meter", Meters.Length);
    }

    /// <summary>The network.</summary>
    public TemporalNetwork Network { get; }

    /// <summary>Beat and downbeat of a frame, as log odds.</summary>
    public TemporalHead Frame { get; }

    /// <summary>The tempi of the grid.</summary>
    public TemporalHead Tempo { get; }

    /// <summary>The meters.</summary>
    public TemporalHead Meter { get; }
}
