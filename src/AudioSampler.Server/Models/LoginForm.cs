namespace AudioSampler.Server.Models;

/// <summary>The form of the page of <c>/login</c>.</summary>
/// <param name="Key">The server's key, as <c>AIS_API_KEY</c> had it when the server was started.</param>
public sealed record LoginForm(string Key);
