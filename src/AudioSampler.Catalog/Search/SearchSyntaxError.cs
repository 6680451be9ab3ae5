namespace AudioSampler.Catalog.Search;

/// <summary>What is wrong with a query, and where.</summary>
/// <param name="Position">First character in question, from 0; the length of the text when something is missing at its end.</param>
/// <param name="Length">Number of characters in question; 0 at the end of the text.</param>
/// <param name="Message">One line for people, with the remedy.</param>
public sealed record SearchSyntaxError(int Position, int Length, string Message);
