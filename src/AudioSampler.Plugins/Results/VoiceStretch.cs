namespace AudioSampler.Plugins.Results;

/// <summary>A stretch in which a voice is heard.</summary>
/// <param name="StartS">Start, in seconds of the file.</param>
/// <param name="EndS">End, in seconds of the file.</param>
/// <param name="Confidence">Mean of what the network says over the stretch, 0…1.</param>
public sealed record VoiceStretch(double StartS, double EndS, double Confidence);
