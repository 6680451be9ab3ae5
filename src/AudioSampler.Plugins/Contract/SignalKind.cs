namespace AudioSampler.Plugins.Contract;

/// <summary>The signals that a region can be read as.</summary>
public enum SignalKind
{
    /// <summary>Mono at 22 050 Hz, for music analysis and features.</summary>
    Analysis,

    /// <summary>Mono at 32 000 Hz, for the neural networks.</summary>
    Network,
}
