using AudioSampler.Inference.Dense;

namespace AudioSampler.Analysis.Analyzers.Tempo;

/// <summary>A network of two classes, read as the logarithm of the odds of the second.</summary>
internal sealed class LogOdds
{
    private const float Smallest = 1e-12f;

    private readonly DenseNetwork _network;

    public LogOdds(DenseNetwork network)
    {
        if (network.Classes.Length != 2)
        {
            throw new ArgumentException("two classes are needed", nameof(network));
        }

        _network = network;
    }

    public int InputSize => _network.InputSize;

    /// <summary>Log odds, -27…27.</summary>
    public float Evaluate(ReadOnlySpan<float> features)
    {
        Span<float> p = stackalloc float[2];
        _network.Evaluate(features, p);
        return MathF.Log(Math.Max(p[1], Smallest) / Math.Max(p[0], Smallest));
    }
}
