using ReleasePortal.Domain;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Identity.Pages;

/// <summary>What is wrong with a form of an account page: beside its fields, or above them.</summary>
public sealed class AccountErrors
{
    private readonly Dictionary<string, string> _fields = new(StringComparer.Ordinal);

    /// <summary>What is about no field; null when there is nothing to say.</summary>
    public string? General { get; private set; }

    public bool IsEmpty => _fields.Count is 0 && General is null;

    public string? For(string field) => _fields.GetValueOrDefault(field);

    public AccountErrors Require(string field, string? value)
    {
        if (string.IsNullOrEmpty(value))
            _fields.TryAdd(field, Phrasing.Text("Refusal.Invalid.Required"));
        return this;
    }

    public AccountErrors Add(string field, string message)
    {
        _fields.TryAdd(field, message);
        return this;
    }

    public AccountErrors Say(string message)
    {
        General = message;
        return this;
    }

    public AccountErrors Add(Refusal refusal)
    {
        if (refusal is Invalid { Errors: var errors })
        {
            foreach (var error in errors)
                Add(error.Field, error.Message.ToString());
        }
        else if (refusal.Field is { } field)
        {
            Add(field, refusal.Message.ToString());
        }
        else
        {
            Say(refusal.Message.ToString());
        }

        return this;
    }
}
