namespace AudioSampler.Audio.Decoding;

/// <summary>Something about a file that its user should know, though it was decoded.</summary>
/// <param name="Code">Stable code: <see cref="AudioFault.Truncated"/>, <see cref="AudioFault.WrongHeader"/>, <see cref="AudioFault.NanSamples"/>
/// or <see cref="AudioFault.DecodeFailed"/> (parts are missing).</param>
/// <param name="Message">One line.</param>
public sealed record DecodeWarning(AudioFault Code, string Message);
