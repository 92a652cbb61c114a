using System.Globalization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Features.Audiences;

/// <summary>A group as it stands in the form: everything as typed, so that nothing is lost when something does not hold.</summary>
public sealed class GroupDraft
{
    private const decimal BasisPoints = 100m;

    public string Key { get; set; } = "";

    public string? Name { get; set; } = "";

    public string? Description { get; set; } = "";

    public string? Area { get; set; } = Areas.Default;

    public IReadOnlyList<string> Members { get; set; } = [];

    public List<ConditionDraft> Conditions { get; } = [];

    /// <summary>In percent, as typed; empty for no sample.</summary>
    public string? Sample { get; set; } = "";

    /// <summary>Whether it is far enough along to be said in words.</summary>
    public bool IsSayable => Conditions.TrueForAll(condition => condition.IsSayable) && ReadSample() is not 0;

    public static GroupDraft From(string key, GroupDetails details)
    {
        var draft = new GroupDraft
        {
            Key = key,
            Name = details.Name,
            Description = details.Description,
            Area = details.Area,
            Members = details.Members,
            Sample = details.Sample is { } sample ? (sample / BasisPoints).ToString("0.##", CultureInfo.InvariantCulture) : "",
        };
        draft.Conditions.AddRange(details.Conditions.Select(ConditionDraft.From));
        return draft;
    }

    /// <summary>What was typed, as a group. It may still be refused.</summary>
    public GroupDetails ToDetails() => new()
    {
        Name = Name ?? "",
        Description = Description ?? "",
        Area = Area ?? "",
        Members = Members,
        Conditions = [.. Conditions.Select(condition => condition.ToCondition())],
        Sample = ReadSample(),
    };

    /// <summary>What was typed but is not what its field says that it is, such as letters for a number.</summary>
    public IReadOnlyList<FieldError> Unreadable() =>
    [
        .. Conditions.Index()
            .Where(condition => !condition.Item.IsReadable)
            .Select(condition => new FieldError(
                string.Create(CultureInfo.InvariantCulture, $"conditions.{condition.Index}.values"),
                condition.Item.Type is ValueKind.Number ? "ValueFor.Number" : "Value.Boolean")),
    ];

    // Out of range for what cannot be read or is finer than the sample can be: the group's own rules answer it beside the field.
    private int? ReadSample()
    {
        var typed = (Sample ?? "").Replace(',', '.').Trim().TrimEnd('%').TrimEnd();
        if (typed.Length is 0)
            return null;

        return decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent)
            && percent is > 0 and <= 100
            && percent * BasisPoints == Math.Floor(percent * BasisPoints)
                ? (int)(percent * BasisPoints)
                : 0;
    }
}
