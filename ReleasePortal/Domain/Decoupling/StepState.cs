namespace ReleasePortal.Domain.Decoupling;

/// <summary>How far a step has come. What it takes stands with each step.</summary>
public enum StepState
{
    /// <summary>There is too little evidence for any of the others: nothing is said of nothing.</summary>
    TooLittle,

    NotBegun,

    OnTheWay,

    WellUnderWay,

    /// <summary>As far as evidence can tell; it has to be kept up.</summary>
    Reached,
}

/// <summary>The one thing that would bring a step further.</summary>
public enum NextStep
{
    /// <summary>There are too few names to judge by: create controls.</summary>
    NameThings,

    /// <summary>Put a name right that mixes the words up.</summary>
    Reword,

    /// <summary>Nothing is mixed up: show the glossary to those who join.</summary>
    ShareGlossary,

    MakeKey,

    /// <summary>There are API keys by which nobody asks.</summary>
    Connect,

    /// <summary>There are controls for which nobody asks.</summary>
    AskForControls,

    SetBudgets,

    /// <summary>All of it is in place: keep controls few.</summary>
    KeepFew,

    /// <summary>Nobody tells the portal of deployments.</summary>
    ReportDeployments,

    /// <summary>There are too few releases to judge by.</summary>
    Release,

    /// <summary>Release at another time than that of the deployment.</summary>
    ReleaseApart,

    /// <summary>Releases are independent: have what is deployed wait less.</summary>
    ShortenTheWait,

    HandOver,

    /// <summary>A business control looks as if engineers need it.</summary>
    TakeBack,

    /// <summary>Engineers still release for the business.</summary>
    LetTheBusinessRelease,

    KeepHandingOver,
}

/// <summary>How many of how many. Where there are none at all, there is no share.</summary>
/// <param name="Count">How many.</param>
/// <param name="All">Of how many.</param>
public readonly record struct Part(int Count, int All)
{
    /// <summary>Whether there are enough of them to say a share: less than five turn by a fifth and more with a single one.</summary>
    public bool IsEnough => All >= 5;

    /// <summary>Whether it is at least that share; never of nothing.</summary>
    /// <param name="percent">From 0 to 100.</param>
    public bool Reaches(int percent) => All > 0 && Count * 100L >= All * (long)percent;

    /// <summary>In whole percent, where only all of them are 100 and only none are 0; null of nothing.</summary>
    public int? Percent => All is 0 ? null
        : Count == All ? 100
        : Count is 0 ? 0
        : Math.Clamp((int)Math.Round(Count * 100d / All, MidpointRounding.AwayFromZero), 1, 99);
}
