//! K03: a number of named things against the names.

use super::{Twins, expect_twins};

#[test]
fn bodies_by_their_names() {
    expect_twins(&[
        Twins {
            wrong: "内设办公室、业务股、档案股4个股室。",
            right: "内设办公室、业务股、档案股3个股室。",
            check: "K03",
            published: "4个",
            told: "3个",
        },
        Twins {
            wrong: "内设办公室、业务股和档案股四个股室。",
            right: "内设办公室、业务股和档案股三个股室。",
            check: "K03",
            published: "四个",
            told: "3个",
        },
        Twins {
            wrong: "下属县图书馆、县文化馆、县文物管理所4个事业单位。",
            right: "下属县图书馆、县文化馆、县文物管理所3个事业单位。",
            check: "K03",
            published: "4个",
            told: "3个",
        },
        Twins {
            wrong: "内设股室5个，分别为办公室、财务股、业务股、执法股。",
            right: "内设股室4个，分别为办公室、财务股、业务股、执法股。",
            check: "K03",
            published: "5个",
            told: "4个",
        },
        Twins {
            wrong: "内设办公室、业务股、财务股、档案股等3个股室。",
            right: "内设办公室、业务股、财务股、档案股等6个股室。",
            check: "K03",
            published: "3个",
            told: "4个",
        },
        Twins {
            wrong: "内设办公室、文化和旅游股、市场股5个股室。",
            right: "内设办公室、文化和旅游股、市场股3个股室。",
            check: "K03",
            published: "5个",
            told: "3个",
        },
    ]);
}

#[test]
fn rules_by_their_titles() {
    expect_twins(&[Twins {
        wrong: "修订了《财务管理制度》《采购管理办法》《合同管理办法》等2项制度。",
        right: "修订了《财务管理制度》《采购管理办法》《合同管理办法》等5项制度。",
        check: "K03",
        published: "2项",
        told: "3个",
    }]);
}
