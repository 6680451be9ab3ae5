namespace AudioSampler.Server.Models;

/// <summary>A network that hears labels.</summary>
/// <param name="Name">Its name, as <c>--model</c> takes it.</param>
/// <param name="Megabytes">Size of its file, in MB; 0 for the one in the program.</param>
/// <param name="Licence">Licence of code and weights; "not known" for one that was imported.</param>
/// <param name="Publisher">Who made it.</param>
/// <param name="Here">Whether it is on this machine.</param>
/// <param name="InUse">Whether this server hears by it. One that is fetched is used from the server's next start on.</param>
public sealed record ModelInfo(string Name, double Megabytes, string Licence, string Publisher, bool Here, bool InUse);
