using System.ComponentModel.DataAnnotations;

namespace ReleasePortal.Features.Evaluation.Events;

/// <summary>Section <c>Events</c> of the configuration: who hears of changes at once.</summary>
public sealed class EventOptions
{
    public const string Section = "Events";

    /// <summary>How many readers all keys together may have on one portal.</summary>
    [Range(1, 1_000_000)]
    public int Readers { get; init; } = 20_000;

    /// <summary>How many of them one API key may have.</summary>
    [Range(1, 1_000_000)]
    public int ReadersPerKey { get; init; } = 10_000;

    /// <summary>After how many seconds without a word a reader is told that the stream still stands.</summary>
    [Range(1, 300)]
    public int HeartbeatSeconds { get; init; } = 15;

    /// <summary>After how many seconds a reader that takes nothing is dropped.</summary>
    [Range(1, 300)]
    public int PatienceSeconds { get; init; } = 10;
}
